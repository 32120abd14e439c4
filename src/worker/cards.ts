import { type Card, limits, type noMove } from '../model/index';

/** A choice this build does not know. */
export const unknownCard = (kind: string, found: string): Card => ({
  title: `There is no ${kind} “${found}”`,
  what: `This build does not know the ${kind}.`,
  where: [],
  why: 'The choice came from somewhere else than the lists of this page.',
  evidence: [],
  fix: 'Choose one of the list.',
});

/** Bytes that are not written as hex. */
export const notHexCard: Card = {
  title: 'These bytes could not be read',
  what: 'Bytes are pairs of hexadecimal digits, such as 0400.',
  where: [],
  why: 'Nothing was sent.',
  evidence: [],
  fix: 'Write two digits 0-9 or a-f for each byte.',
};

/** A host is asked for a move and has none: that is no step of the run. */
export const noMoveCard = ({ what, why, fix }: ReturnType<typeof noMove>): Card => ({
  title: what,
  what: why,
  where: [],
  why: 'Nothing was done, and no step was added.',
  evidence: [],
  fix,
});

const comma = (value: number): string => value.toLocaleString('en');

/** The file could not hold another branch. */
export const tooManyBranches: Card = {
  title: 'There are too many branches',
  what: `A run has at most ${limits.branches} branches.`,
  where: [],
  why: 'Acting before the last step keeps the steps that came after as a branch.',
  evidence: [`${limits.branches} branches are kept`],
  fix: 'Delete a branch that is not needed, or act at the last step.',
};

/** The file could not hold what comes of an edit. */
export const tooManyActions = (actions: number): Card => ({
  title: 'The run is too long',
  what: `Its branches would have ${comma(actions)} actions in all.`,
  where: [],
  why: `A file holds at most ${comma(limits.actions)}. Steps that branches have in common count once.`,
  evidence: [`${comma(actions)} actions, ${comma(limits.actions)} allowed`],
  fix: 'Delete a branch, or begin a new run.',
});
