import type { JsonValue } from '../../json';
import { hex, iec } from '../../units';

/** A value of a check in words: `0x0000_0000 + 16 MiB` for a range, `none` for an empty list. */
export function valueText(value: JsonValue): string {
  if (isList(value)) {
    if (value.length === 0) return 'none';
    return rangeText(value) ?? value.map(valueText).join(', ');
  }
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, member]) => `${name}: ${valueText(member)}`)
    .join(', ');
}

const isList = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value);

/** A start and a length, perhaps with a tag. */
function rangeText([start, length, tag]: readonly JsonValue[]): string | undefined {
  if (typeof start !== 'number' || typeof length !== 'number') return undefined;
  return [`${hex(start)} + ${iec(length)}`, ...(typeof tag === 'string' ? [tag] : [])].join(' ');
}
