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
  {
    in: /\bA\d/,
    says: 'A1 to A21: the reasons for which Linux refuses, drops or ignores an offer or another event.',
  },
  { in: /\bR\d/, says: 'R0 to R9: how Linux gives capacity back.' },
];

/** A line for each word of a text that needs one. */
export const glossary = (text: string): string =>
  terms
    .filter((term) => term.in.test(text))
    .map(({ says }) => says)
    .join('\n');

/** A text for a tooltip, with its glossary below. */
export const explained = (text: string): string => `${text}\n${glossary(text)}`.trimEnd();
