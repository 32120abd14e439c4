/** What stands under the reading head; `broken` is a string or number that does not end well. */
export type TokenKind =
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | 'null'
  | 'true'
  | 'false'
  | 'string'
  | 'number'
  | 'comment'
  | 'unknown'
  | 'end'
  | 'broken';

export interface OpenBracket {
  readonly bracket: '{' | '[';
  readonly line: number;
}

/** What is known where reading stopped. */
export interface Slip {
  readonly kind: TokenKind;
  readonly previous: TokenKind;
  /** The text from the offending token on, and the character before it. */
  readonly rest: string;
  readonly before: string;
  readonly open: OpenBracket | undefined;
  readonly expected: string;
  readonly dialect: Dialect;
}

/** JSON itself, or what QEMU takes for it: strings in single quotes, too. */
export type Dialect = 'json' | 'qemu';

interface Written {
  readonly looks: RegExp;
  readonly hint: string;
}

/** Slips with single quotes. */
const quotes: Readonly<Record<Dialect, readonly Written[]>> = {
  json: [{ looks: /^'/, hint: 'JSON writes strings in double quotes: put " in place of each \'.' }],
  qemu: [
    {
      looks: /^'[^'\n]*"/,
      hint: "This string begins with ' and must end with it: QEMU takes \"…\" and '…', but no mixture.",
    },
    {
      looks: /^"[^"\n]*'/,
      hint: 'This string begins with " and must end with it: QEMU takes "…" and \'…\', but no mixture.',
    },
  ],
};

/** Slips that the text itself gives away. */
const written: readonly Written[] = [
  {
    looks: /^\(qemu\)/i,
    hint: 'This is the prompt of qmp-shell or of the monitor. Paste the JSON that is sent; `qmp-shell -v` prints it.',
  },
  { looks: /^[<-][->]/, hint: 'An arrow stands at the start of a line, with a space after it.' },
  {
    looks: /^[\u2018-\u201F]/,
    hint: 'These are typographic quotes, often from a web page or a mail: put plain " in their place.',
  },
  {
    looks: /^[\u00A0\u2000-\u200B\u202F\u3000\uFEFF]/,
    hint: 'An invisible character stands here, often from a web page: replace it by an ordinary space.',
  },
  { looks: /^(?:\/\/|\/\*|#)/, hint: 'JSON has no comments: remove this one.' },
  { looks: /^(?:True|False|None)\b/, hint: 'This is Python: JSON writes true, false and null.' },
  { looks: /^(?:NaN|[+-]?Infinity)\b/, hint: 'JSON has no such number.' },
  { looks: /^\.{3}/, hint: 'Something is left out here: put the real text in place of the dots.' },
  { looks: /^[+.]\d/, hint: 'A JSON number starts with a digit or a minus sign.' },
  { looks: /^-?0\d/, hint: 'A JSON number has no zeros in front: remove them.' },
  { looks: /^\$/, hint: 'This looks like a shell prompt: paste the JSON only.' },
];

/** What to do about a slip. Always says something. */
export function hintFor(slip: Slip): string {
  return (
    hexHint(slip) ??
    [...quotes[slip.dialect], ...written].find(({ looks }) => looks.test(slip.rest))?.hint ??
    bracketHint(slip) ??
    memberHint(slip) ??
    `Put ${slip.expected} here.`
  );
}

function hexHint({ rest, before }: Slip): string | undefined {
  const digits = /^x([0-9a-f]{1,16})/i.exec(rest)?.[1];
  if (digits === undefined || before !== '0') return undefined;
  return `JSON has no hexadecimal numbers: write ${BigInt(`0x${digits}`)} for 0x${digits}.`;
}

function bracketHint(slip: Slip): string | undefined {
  const { kind, previous, open } = slip;
  const closes = kind === '}' || kind === ']';
  if (closes && previous === ',') return 'A comma stands before the closing bracket: remove it.';
  if (open !== undefined) return unclosedHint(slip, open);
  if (closes) return `Nothing is open here: remove this ${kind}.`;
  return kind === ',' ? 'Requests follow one another without a comma: remove it.' : undefined;
}

function unclosedHint({ kind }: Slip, open: OpenBracket): string | undefined {
  const opened = `The ${open.bracket} opened on line ${open.line}`;
  const closer = open.bracket === '{' ? '}' : ']';
  if (kind === 'end') return `${opened} is never closed: add ${closer}.`;
  if (kind === '}' || kind === ']') return `${opened} is to be closed by ${closer} first.`;
  if (kind !== '{' || open.bracket !== '{') return undefined;
  return `${opened} is not closed before this: add ${closer}, or a comma and the name of a member.`;
}

function memberHint({ kind, previous, rest, before, expected }: Slip): string | undefined {
  const rule = ruleHints.find(({ about }) => expected.includes(about));
  if (rule !== undefined) return rule.hint;
  if (previous === 'number' && /^\d/.test(rest) && /\d/.test(before)) {
    return 'A JSON number has no zeros in front: remove them.';
  }
  const name = /^([A-Za-z_][\w-]*)\s*[:=]/.exec(rest)?.[1];
  if (name !== undefined) return `JSON writes names in double quotes: "${name}".`;
  if (expected.startsWith("','") && kind !== 'unknown') return 'A comma is missing before this.';
  return undefined;
}

/** Slips against a rule beyond JSON's own, told by what was expected. */
const ruleHints: readonly { readonly about: string; readonly hint: string }[] = [
  { about: 'not used before', hint: 'QEMU refuses a name that comes twice: remove one.' },
  {
    about: 'without point or exponent',
    hint: 'QEMU takes this for a fraction and refuses it as a count.',
  },
  { about: 'nested', hint: 'No request of a fabric manager is that deep.' },
];
