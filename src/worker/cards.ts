import type { TextProblem } from '../model/interop/json-text';
import type { Card } from '../model/view/page';

/** Text that could not be read, with the place. */
export const textCard = ({ line, column, found, expected, hint, answer }: TextProblem): Card => ({
  title: 'This text could not be read',
  what: `Found ${found}; expected ${expected}.`,
  where: [{ text: `Line ${line}, column ${column}` }],
  why: 'Nothing of the text was applied.',
  evidence: answer === undefined ? [] : [answer],
  fix: hint,
});

/** Text that holds no request. */
export const emptyCard: Card = {
  title: 'There is no request in this text',
  what: 'No object with "execute" was found.',
  where: [],
  why: 'A QMP session is one or more JSON objects such as { "execute": "cxl-add-dynamic-capacity", "arguments": { … } }.',
  evidence: [],
  fix: 'Paste the requests you sent to QEMU, or use the form.',
};

/** Text that holds no line to inject. */
export const noLineCard: Card = {
  title: 'There is no line in this text',
  what: 'Nothing but empty lines and comments was found.',
  where: [],
  why: 'This device takes lines such as 0x80000000:0x4000000::0, one for each extent.',
  evidence: [],
  fix: 'Paste the lines that your test writes to dc_inject_extent and dc_del_extent, or use the form.',
};

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

/** Something for the host to do that is not written as it should be. */
export const notADeedCard = (expected: string): Card => ({
  title: 'The host cannot be told to do this',
  what: `Something else was given where ${expected} was expected.`,
  where: [],
  why: 'Nothing was done.',
  evidence: [],
  fix: `Give ${expected}.`,
});

/** A provocation that the present state does not allow. */
export const notNowCard = (why: string): Card => ({
  title: 'This cannot be provoked now',
  what: 'The move means nothing at this step.',
  where: [{ text: 'present step' }],
  why,
  evidence: [],
  fix: 'Go to a step where it can be made, or choose another move.',
});
