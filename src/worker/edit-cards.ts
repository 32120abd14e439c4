import { type Card, limits } from '../model/index';

const comma = (value: number): string => value.toLocaleString('en');

/** An edit of a step that the run does not have. */
export const noStep = (step: number, steps: number): Card => ({
  title: `There is no step ${step}`,
  what: `The run has ${steps === 0 ? 'no steps' : `steps 1 to ${steps}`}.`,
  where: [{ text: `step ${step}` }],
  why: 'Only a step of the branch that is shown can be changed.',
  evidence: [],
  fix: 'Choose a step of the list.',
});

/** An edit of a branch that is not there. */
export const noBranch: Card = {
  title: 'This branch is gone',
  what: 'The run has no such branch any more.',
  where: [],
  why: 'It was deleted, or the edit that made it was taken back.',
  evidence: [],
  fix: 'Choose one of the branch menu.',
};

/** The branch on the page cannot be deleted. */
export const shownBranch: Card = {
  title: 'This branch is shown',
  what: 'The branch that is shown cannot be deleted.',
  where: [],
  why: 'The page would have no run to show.',
  evidence: [],
  fix: 'Switch to another branch first.',
};

/** What is wrong with a note, if anything. */
export function noteProblem(text: string): Card | undefined {
  const { length } = text.trim();
  if (length <= limits.note) return undefined;
  return {
    title: 'This note is too long',
    what: `It has ${comma(length)} characters.`,
    where: [{ text: 'note' }],
    why: `Notes travel in links, so each has at most ${comma(limits.note)} characters.`,
    evidence: [`${comma(length)} characters, ${comma(limits.note)} allowed`],
    fix: `Leave out ${comma(length - limits.note)} ${length - limits.note === 1 ? 'character' : 'characters'}, or write the rest on another step.`,
  };
}

/** What is wrong with a branch's name, if anything. */
export function nameProblem(name: string, others: readonly string[]): Card | undefined {
  const card = (what: string, why: string, fix: string): Card => ({
    title: 'A branch cannot be called that',
    what,
    where: [{ text: 'name' }],
    why,
    evidence: [],
    fix,
  });
  if (name === '')
    return card('The name is empty.', 'Branches are told apart by name.', 'Write a name.');
  if (name.length > limits.name) {
    const what = `The name has ${name.length} characters.`;
    return card(what, `At most ${limits.name} fit into the menu.`, 'Write a shorter name.');
  }
  if (!others.includes(name)) return undefined;
  return card(`“${name}” is there already.`, 'Names tell branches apart.', 'Write another name.');
}

/** What is wrong with the name of a run, if anything. */
export function titleProblem(title: string): Card | undefined {
  const { length } = title;
  if (length > 0 && length <= limits.name) return undefined;
  return {
    title: 'A run cannot be called that',
    what: length === 0 ? 'The name is empty.' : `The name has ${length} characters.`,
    where: [{ text: 'name' }],
    why: `A name stands in the title and in the list of drafts, so it has 1 to ${limits.name} characters.`,
    evidence: [],
    fix: length === 0 ? 'Write a name.' : 'Write a shorter name.',
  };
}
