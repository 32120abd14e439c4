import type { Line } from './line';

/** A JSON value as it stands in a text: from which character of which line to which. */
export interface Block {
  readonly text: string;
  /** Index of the line where it ends. */
  readonly end: number;
  /** What of that line comes after it. */
  readonly rest: string;
  /** Closing brackets that are missing, in the order in which they would close. */
  readonly missing: string;
  readonly unescaped: boolean;
}

/** Lines that one value may have. */
const mostLines = 5000;

interface Scan {
  readonly open: string[];
  quote: string;
}

/**
 * The value that begins with the first bracket of `text`, which is line `at` or the end of it. `escaped` is JSON inside
 * of a string in quotes.
 */
export function blockAt(
  lines: readonly Line[],
  at: number,
  text: string,
  escaped = /^[^"]*\\"/.test(text),
): Block {
  const scan: Scan = { open: [], quote: '' };
  const most = Math.min(lines.length, at + mostLines);
  let said = '';
  for (let index = at; index < most; index += 1) {
    const piece = pieceOf(index === at ? text : lines[index]?.text, escaped);
    if (index > at && scan.quote === '' && !goesOn(piece))
      return { ...shortOf(scan, said), end: index - 1, unescaped: escaped };
    const end = endIn(piece, scan);
    if (end !== undefined) {
      const rest = piece.slice(end);
      return {
        text: said + piece.slice(0, end),
        end: index,
        rest,
        missing: '',
        unescaped: escaped,
      };
    }
    said += `${piece}\n`;
  }
  return { ...shortOf(scan, said), end: most - 1, unescaped: escaped };
}

const pieceOf = (line: string | undefined, escaped: boolean): string =>
  escaped ? unescapedLine(line ?? '') : (line ?? '');

function shortOf({ open, quote }: Scan, said: string): Pick<Block, 'text' | 'rest' | 'missing'> {
  const missing = open
    .toReversed()
    .map((bracket) => (bracket === '{' ? '}' : ']'))
    .join('');
  return { text: said.replace(/,\s*$/, '') + quote + missing, rest: '', missing: quote + missing };
}

/** YAML folds a string in quotes with a `\` at the end of a line and before what goes on. */
const unescapedLine = (line: string): string =>
  line
    .replace(/\\$/, '')
    .replace(/^\s*\\(?=\s)/, '')
    .replaceAll('\\"', '"');

/** Whether a line can be the next one inside of brackets. */
const goesOn = (line: string): boolean =>
  /^\s*(?:$|["'{}[\],:\d-]|(?:true|false|null)\b)/.test(line);

/** Where the outermost bracket closes in a line; the brackets and quotes that stay open are kept in `scan`. */
function endIn(line: string, scan: Scan): number | undefined {
  for (const { 0: token, index } of line.matchAll(/\\.|["'{}[\]]/g)) {
    if (scan.quote !== '') {
      if (token === scan.quote) scan.quote = '';
    } else if (isQuote(token)) scan.quote = token;
    else if (opens(token)) scan.open.push(token);
    else if (token.length === 1) {
      scan.open.pop();
      if (scan.open.length === 0) return index + 1;
    }
  }
  return undefined;
}

const isQuote = (token: string): boolean => token === '"' || token === "'";
const opens = (token: string): boolean => token === '{' || token === '[';
