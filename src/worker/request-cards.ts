import type { Card, TextProblem } from '../model/index';

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
