import type { ExtentId } from '../../extent';
import { dcEventTypes } from '../../event-log/event-log';
import type { EntityId } from '../page';

export const extentLabel = (id: ExtentId): string => `e${id}`;
export const groupLabel = (id: number): string => `g${id}`;
export const regionLabel = (index: number): string => `r${index}`;

const eventTypeNames: ReadonlyMap<number, string> = new Map([
  [dcEventTypes.add, 'Add Capacity'],
  [dcEventTypes.release, 'Release Capacity'],
  [dcEventTypes.forcedRelease, 'Forced Capacity Release'],
  [dcEventTypes.regionUpdated, 'Region Configuration Updated'],
]);

/** What the type of a Dynamic Capacity event record means (CXL r3.1 8.2.9.2.1.6). */
export const eventTypeName = (type: number): string =>
  eventTypeNames.get(type) ?? `event type ${type}`;

export const extentEntity = (id: ExtentId): EntityId => `extent:${id}`;
export const groupEntity = (id: number): EntityId => `group:${id}`;
export const recordEntity = (serial: number): EntityId => `record:${serial}`;
export const stepEntity = (step: number): EntityId => `step:${step}`;
export const regionEntity = (index: number): EntityId => `region:${index}`;

/** The name of a region, a record or blocks of an LD: one that is not the first is named too, as in `region:1.0`. */
export const inLd = (id: EntityId, ld: number): EntityId =>
  ld === 0 ? id : id.replace(':', `:${ld}.`);

const OF_LD = /^(region|record|blocks):(\d+)\.(.+)$/;

/** The LD that a name names, and the name without it. */
export function namedIn(id: EntityId): { readonly ld: number; readonly name: EntityId } {
  const [, kind, ld, rest] = OF_LD.exec(id) ?? [];
  return ld === undefined ? { ld: 0, name: id } : { ld: Number(ld), name: `${kind}:${rest}` };
}

export const ruleEntity = (id: string): EntityId => `rule:${id}`;

/** The name of a host's extent in sysfs: its region, then its number. */
export const sysfsName = ({
  region,
  index,
}: {
  readonly region: number;
  readonly index: number;
}): string => (region < 0 ? `extent ${index} in no region` : `extent${region}.${index}`);

/** `e1`, `e1 and e2`, `e1, e2 and e3`; a long list is cut. */
export function listed(words: readonly string[], most = 6): string {
  const shown =
    words.length > most ? [...words.slice(0, most - 1), `${words.length - most + 1} more`] : words;
  const last = shown.at(-1);
  if (last === undefined) return '';
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

/** From this many consecutive numbers on, the first and the last stand for all. */
const MANY = 4;

interface Names {
  readonly text: string;
  readonly count: number;
}

/** Folds runs of consecutive ids into one name, first–last. */
function folded(ids: readonly number[], labelOf: (id: number) => string): readonly Names[] {
  const names: Names[] = [];
  for (let at = 0; at < ids.length;) {
    const first = ids[at] ?? 0;
    let count = 1;
    while (ids[at + count] === first + count) count += 1;
    if (count < MANY)
      names.push(
        ...Array.from({ length: count }, (_, i) => ({ text: labelOf(first + i), count: 1 })),
      );
    else names.push({ text: `${labelOf(first)}–${labelOf(first + count - 1)}`, count });
    at += count;
  }
  return names;
}

function namesOf(ids: readonly number[], most: number, labelOf: (id: number) => string): string {
  const names = folded(ids, labelOf);
  const told = names.length > most ? names.slice(0, most - 1) : names;
  const left = ids.length - told.reduce((sum, { count }) => sum + count, 0);
  return listed([...told.map(({ text }) => text), ...(left > 0 ? [`${left} more`] : [])], most);
}

/** `e1, e2 and e3`, `e1–e9 and e12`; a long list is cut. */
export const extentNames = (ids: readonly ExtentId[], most = 6): string =>
  namesOf(ids, most, extentLabel);

/** The same of groups. */
export const groupNames = (ids: readonly number[]): string => namesOf(ids, 6, groupLabel);

export { counted } from '../../units';

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
