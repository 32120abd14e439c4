import type { FoundExtent, Remark } from './finding';
import type { Line } from './line';
import type { Reader } from './reader';
import { sizeIn } from './sizes';

const head = /^\s*print (accepted|pending\S*) extents? info/i;
const row = /^\s*\d+\s*:\s*\[\s*(0x[0-9a-f]+|\d+)\s*[-,]\s*(0x[0-9a-f]+|\d+)\s*\]/i;
const group = /^\s*group\s+\d+\s*:?/i;
const total = /^\s*in total,?\s+(\d+)\s+extents?/i;

interface Part {
  readonly pending: boolean;
  readonly extents: FoundExtent[];
  groups: number;
  readonly remarks: Remark[];
}

/** Reads the lists that test menus print of a device: what is accepted, and the groups that wait. Ends are exclusive. */
export const readSnapshot: Reader = (lines, at) => {
  if (!head.test(lines[at]?.text ?? '')) return undefined;
  const parts: Part[] = [];
  let end = at;
  while (end < lines.length && takes(parts, lines[end])) end += 1;
  const accepted = parts.find(({ pending }) => !pending);
  const waiting = parts.find(({ pending }) => pending);
  return {
    kind: 'deviceState',
    lines: end - at,
    findings: [
      {
        what: 'state',
        seen: {
          ...(accepted === undefined ? {} : { accepted: accepted.extents }),
          ...(waiting === undefined ? {} : { pending: groupsOf(waiting) }),
        },
      },
    ],
    remarks: parts.flatMap(({ remarks }) => remarks),
  };
};

/** Groups are named in newer menus; the older ones list extents only. */
const groupsOf = ({ groups, extents }: Part): number =>
  groups > 0 ? groups : extents.length === 0 ? 0 : 1;

function takes(parts: Part[], line: Line | undefined): boolean {
  const text = line?.text ?? '';
  const begun = head.exec(text)?.[1];
  if (begun !== undefined) {
    parts.push({ pending: /^pending/i.test(begun), extents: [], groups: 0, remarks: [] });
    return true;
  }
  const part = parts.at(-1);
  if (part === undefined) return false;
  if (group.test(text)) part.groups += 1;
  else if (row.test(text)) part.extents.push(extentIn(text));
  else return isTotal(part, text);
  return true;
}

function extentIn(text: string): FoundExtent {
  const [, from = '', to = ''] = row.exec(text) ?? [];
  const start = sizeIn(from) ?? 0;
  return { start, length: Math.max(0, (sizeIn(to) ?? start) - start) };
}

/** The line that ends a list says how many it has. */
function isTotal({ extents, remarks }: Part, text: string): boolean {
  const said = total.exec(text)?.[1];
  if (said === undefined) return false;
  if (Number(said) !== extents.length)
    remarks.push({
      kind: 'note',
      text: `The list says ${said} in total and has ${extents.length}: those that it has are checked.`,
    });
  return true;
}
