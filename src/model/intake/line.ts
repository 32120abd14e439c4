/** One line of pasted text. */
export interface Line {
  /** Its number in the text as it was pasted, from 1. */
  readonly number: number;
  /** Without the marks of a mail: what readers look at. */
  readonly text: string;
}

/** The marks of a mail's quotation: `> > `. */
const quoteMarks = /^(?: ?>)+ ?/;

/** What mailers leave of spaces and equals signs where they encode lines (RFC 2045, 6.7). */
const encoded: readonly (readonly [RegExp, string])[] = [
  [/=20$/, ' '],
  [/=3D/g, '='],
  [/=09/g, '\t'],
];

/** A text as its lines, quotation and encoding of mails taken away. */
export function linesOf(text: string): readonly Line[] {
  const raw = text
    .replace(/^\uFEFF/, '')
    .replace(/(?:\r\n|\r|\n)$/, '')
    .split(/\r\n|\r|\n/);
  const isEncoded = raw.some((line) => /=20$|=3D["{[]/.test(line));
  return raw.map((line, index) => {
    const bare = line.replace(quoteMarks, '');
    return { number: index + 1, text: isEncoded ? decoded(bare) : bare };
  });
}

const decoded = (line: string): string =>
  encoded.reduce((text, [from, to]) => text.replace(from, to), line);

/** `$ `, `# `, `root@guest:~# ` and `[user@host dir]$ ` before what was typed. */
const prompt = /^\s*(?:\[[\w.-]+@[^\]]*\][$#]|[\w.-]+@[\w.-]+[^\s$#]*\s?[^\s$#]*[$#]|[$#])\s+/;

/** What was typed at a prompt; the text itself where there is none. */
export const typed = (text: string): string => text.replace(prompt, '');
