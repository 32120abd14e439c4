/** Words that a newcomer meets on the page, and how to know them in a text. */
const terms: readonly { readonly in: RegExp; readonly says: string }[] = [
  {
    in: /\bchains?\b/,
    says: 'Chain: the event records of one offer. Each has More (M) set but the last, which closes it.',
  },
  {
    in: /\bMore\b/,
    says: 'More (M): a flag of an event record. Further records of the same offer follow.',
  },
  {
    in: /\bstaged?\b/,
    says: 'Staged: the host has read the offer and keeps it until the chain is closed.',
  },
  { in: /\bS\d/, says: 'S1 to S13: the steps in which Linux handles event records.' },
  { in: /\bA\d/, says: 'A1 to A20: what Linux checks of an offer.' },
  { in: /\bR\d/, says: 'R1 to R7: how Linux gives capacity back.' },
];

/** A text for a tooltip, with a line for each word of it that needs one. */
export const explained = (text: string): string =>
  [text, ...terms.filter((term) => term.in.test(text)).map(({ says }) => says)].join('\n');
