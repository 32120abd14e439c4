import type { ExtentId } from '../device/extent';
import type { EntityId } from './page';

export const extentLabel = (id: ExtentId): string => `e${id}`;
export const groupLabel = (id: number): string => `g${id}`;
export const regionLabel = (index: number): string => `r${index}`;

export const extentEntity = (id: ExtentId): EntityId => `extent:${id}`;
export const groupEntity = (id: number): EntityId => `group:${id}`;
export const recordEntity = (serial: number): EntityId => `record:${serial}`;
export const stepEntity = (step: number): EntityId => `step:${step}`;
export const regionEntity = (index: number): EntityId => `region:${index}`;
export const ruleEntity = (id: string): EntityId => `rule:${id}`;

/** The name of a host's extent in sysfs: its region, then its number. */
export const sysfsName = ({
  region,
  index,
}: {
  readonly region: number;
  readonly index: number;
}): string => `extent${region}.${index}`;

/** `e1`, `e1 and e2`, `e1, e2 and e3`; a long list is cut. */
export function listed(words: readonly string[], most = 6): string {
  const shown =
    words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words;
  const last = shown.at(-1);
  if (last === undefined) return '';
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 extent`, `2 extents`. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
