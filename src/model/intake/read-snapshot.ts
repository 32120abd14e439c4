import type { Finding, FoundExtent, Remark, SeenState } from './finding';
import type { Line } from './line';
import type { Reader } from './reader';
import { sizeIn } from './sizes';

const head = /\bprint (accepted|pending\S*) extents? info/i;
const row = /^\s*\d+\s*:\s*\[\s*(0x[0-9a-f]+|\d+)\s*[-,]\s*(0x[0-9a-f]+|\d+)\s*\]/i;
const group = /^\s*group\s+\d+\s*:?/i;
const total = /^\s*in total,?\s+(\d+)\s+extents?/i;

interface Part {
  readonly pending: boolean;
  readonly extents: FoundExtent[];
  groups: number;
  readonly remarks: Remark[];
  /** A row or the total of it was read: without one the list is not known to be empty. */
  isTold: boolean;
}

/** Reads the lists that test menus print of a device: what is accepted, and the groups that wait. Ends are exclusive. */
export const readSnapshot: Reader = (lines, at) => {
  if (!head.test(lines[at]?.text ?? '')) return undefined;
  const parts: Part[] = [];
  let end = at;
  while (end < lines.length && takes(parts, lines[end])) end += 1;
  // Empty lines at the end are no part of the list.
  while (end > at + 1 && isBlank(lines[end - 1])) end -= 1;
  return {
    kind: 'deviceState',
    lines: end - at,
    findings: seenIn(parts.filter(({ isTold }) => isTold)),
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
};

function seenIn(known: readonly Part[]): readonly Finding[] {
  if (known.length === 0) return [];
  const accepted = known.find(({ pending }) => !pending);
  const waiting = known.find(({ pending }) => pending);
  const seen: SeenState = {
    ...(accepted === undefined ? {} : { accepted: accepted.extents }),
    ...(waiting === undefined ? {} : { pending: groupsOf(waiting) }),
  };
  return [{ what: 'state', seen }];
}

/** Groups are named in newer menus; the older ones list extents only. */
const groupsOf = ({ groups, extents }: Part): number =>
  groups > 0 ? groups : extents.length === 0 ? 0 : 1;

function takes(parts: Part[], line: Line | undefined): boolean {
  const text = line?.text ?? '';
  const begun = head.exec(text)?.[1];
  if (begun === undefined) {
    const part = parts.at(-1);
    return part !== undefined && (isBlank(line) || takesRow(part, text));
  }
  const pending = /^pending/i.test(begun);
  parts.push({ pending, extents: [], groups: 0, remarks: [], isTold: false });
  return true;
}

function takesRow(part: Part, text: string): boolean {
  if (group.test(text)) {
    part.groups += 1;
    return true;
  }
  const isRow = row.test(text);
  if (!isRow && !total.test(text)) return false;
  part.isTold = true;
  if (isRow) addExtent(part, text);
  else checkTotal(part, text);
  return true;
}

const isBlank = (line: Line | undefined): boolean => line?.text.trim() === '';

function addExtent({ extents, remarks }: Part, text: string): void {
  const [, from = '', to = ''] = row.exec(text) ?? [];
  const [start, end] = [sizeIn(from), sizeIn(to)];
  if (start !== undefined && end !== undefined && end > start)
    extents.push({ start, length: end - start });
  else
    remarks.push({
      kind: 'unread',
      text: `“${text.trim()}” is no range: its end has to lie behind its start.`,
      fix: 'The others of the list are checked.',
    });
}

/** The line that ends a list says how many it has. */
function checkTotal({ extents, remarks }: Part, text: string): void {
  const said = total.exec(text)?.[1];
  if (Number(said) !== extents.length)
    remarks.push({
      kind: 'note',
      text: `The list says ${said} in total and has ${extents.length}: those that it has are checked.`,
    });
}
