import { toHex } from '../codec/codec';
import { drawnStates } from '../view/page';

/** Lines are no longer than this, where a value can be broken. */
const WIDTH = 200;

/** What a sentence says beside its wording: the words with a digit in them, without marks around. */
const factsIn = (sentence: string): string =>
  sentence
    .split(/\s+/)
    .map((word) => word.replace(/^[“"(‘]+|[.,:;”")’]+$/g, ''))
    .filter((word) => /\d/.test(word))
    .join(' ');

/** A word as it is; of a sentence, the facts in it. */
const text = (value: string): string => (/\s/.test(value) ? `‹${factsIn(value)}›` : value || '‹›');

/** Equal neighbours as one: `0×64`. */
function runs(values: readonly string[]): readonly string[] {
  const folded: [value: string, times: number][] = [];
  for (const value of values) {
    const last = folded.at(-1);
    if (last?.[0] === value) last[1] += 1;
    else folded.push([value, 1]);
  }
  return folded.map(([value, times]) => (times === 1 ? value : `${value}×${times}`));
}

/** Counts of a map, the four of a cell together. */
const cellsOf = (counts: Uint32Array): readonly string[] =>
  Array.from({ length: counts.length / 4 }, (_, i) => counts.slice(4 * i, 4 * i + 4).join('/'));

/** What a value holds, but for the kinds that a map of states counts: they are the same in all of them. */
const membersOf = (value: object): readonly (readonly [string, unknown])[] =>
  Object.entries(value).filter(([, member]) => member !== drawnStates);

function flat(value: unknown): string {
  if (value instanceof Uint8Array) return `0x${runs(toHex(value).match(/../g) ?? []).join('')}`;
  if (value instanceof Uint32Array) return `[${runs(cellsOf(value)).join(' ')}]`;
  if (Array.isArray(value)) return `[${runs(value.map(flat)).join(' ')}]`;
  if (typeof value === 'string') return text(value);
  if (typeof value !== 'object' || value === null) return String(value);
  return `{${membersOf(value)
    .map(([name, member]) => `${name}:${flat(member)}`)
    .join(' ')}}`;
}

/** A value as lines: states, numbers, bytes and marks, but no wording. */
export function factLines(name: string, value: unknown, indent = ''): readonly string[] {
  const line = `${indent}${name} ${flat(value)}`;
  const members =
    typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)
      ? membersOf(value)
      : [];
  if (line.length <= WIDTH || members.length === 0) return [line];
  return [
    `${indent}${name}`,
    ...members.flatMap(([key, member]) => factLines(key, member, `${indent}  `)),
  ];
}
