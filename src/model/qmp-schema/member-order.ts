import { bytesOf } from './qemu-bytes';

const dictBuckets = 512;

/** The names of an object as QEMU's dictionary holds them: by bucket, in one bucket the latest first. */
export const dictOrder = (names: readonly string[]): readonly string[] =>
  [...names]
    .reverse()
    .map((name) => ({ name, bucket: tdbHash(name) % dictBuckets }))
    .sort((one, other) => one.bucket - other.bucket)
    .map(({ name }) => name);

/** The hash of TDB, in 32 bits. */
function tdbHash(name: string): number {
  const bytes = bytesOf(name);
  let hash = Math.imul(0x238f13af, bytes.length);
  for (const [i, byte] of Array.from(bytes).entries()) {
    hash += byte.charCodeAt(0) << ((i * 5) % 24);
  }
  return (Math.imul(1103515243, hash) + 12345) >>> 0;
}

/**
 * Of the members that are left over when an object has been read, the one that QEMU names: it puts all into a hash
 * table of GLib's, takes out what it reads, and names the first that it finds in the table.
 */
export function firstLeft(names: readonly string[], read: readonly string[]): string | undefined {
  let table = emptyTable(smallest);
  for (const name of dictOrder(names)) table = put(table, name);
  for (const name of read) table = without(table, name);
  return table.slots.find((slot) => slot !== undefined && slot !== gone);
}

/** What stands where an entry was; no name of a member. */
const gone = Symbol('gone');
type Slot = string | typeof gone | undefined;

/** A table of GLib's: open addressing with growing steps. */
interface Table {
  readonly shift: number;
  readonly slots: readonly Slot[];
}

const smallest = 3;
/** The prime below each power of two, by exponent. */
const primes = [1, 2, 3, 7, 13, 31, 61, 127, 251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521];

const emptyTable = (shift: number): Table => ({
  shift,
  slots: Array.from<Slot>({ length: 2 ** shift }),
});

const entries = ({ slots }: Table): number =>
  slots.filter((slot) => slot !== undefined && slot !== gone).length;
const occupied = ({ slots }: Table): number => slots.filter((slot) => slot !== undefined).length;

/** GLib's hash of a string: bytes count as signed. */
function stringHash(name: string): number {
  let hash = 5381;
  for (const byte of bytesOf(name)) {
    const code = byte.charCodeAt(0);
    hash = (Math.imul(hash, 33) + (code < 0x80 ? code : code - 0x100)) >>> 0;
  }
  return Math.max(hash, 2);
}

/** The first of the places of a name that `fits`. */
function placeOf(name: string, shift: number, fits: (place: number) => boolean): number {
  let place = (Math.imul(stringHash(name), 11) >>> 0) % (primes[shift] ?? 1);
  for (let step = 1; !fits(place); step += 1) place = (place + step) % 2 ** shift;
  return place;
}

function put(table: Table, name: string): Table {
  const place = placeOf(name, table.shift, (at) => table.slots[at] === undefined);
  return resized({ ...table, slots: table.slots.with(place, name) });
}

const without = (table: Table, name: string): Table =>
  resized({ ...table, slots: table.slots.map((slot) => (slot === name ? gone : slot)) });

/** The table made anew where it is too full or too empty. */
function resized(table: Table): Table {
  const { length } = table.slots;
  const count = entries(table);
  const full = occupied(table);
  const isEmpty = length > count * 4 && length > 2 ** smallest;
  if (!isEmpty && length > full + Math.floor(full / 16)) return table;
  const shift = Math.max(smallest, bitsIn(Math.floor(count * 1.333)));
  return { shift, slots: rehashed(table.slots, shift) };
}

const bitsIn = (count: number): number => 32 - Math.clz32(count);

/** GLib moves entries in place: each goes where it belongs, and what stood there is moved next. */
function rehashed(old: readonly Slot[], shift: number): readonly Slot[] {
  const slots: Slot[] = [...old];
  slots.length = Math.max(old.length, 2 ** shift);
  const settled = new Set<number>();
  for (const index of old.keys()) {
    const evicted = settled.has(index) ? undefined : slots[index];
    if (settled.has(index)) continue;
    slots[index] = undefined;
    for (let name = evicted; name !== undefined && name !== gone;) {
      const place = placeOf(name, shift, (at) => !settled.has(at));
      settled.add(place);
      const next = slots[place];
      slots[place] = name;
      name = next;
    }
  }
  return Array.from({ length: 2 ** shift }, (_, at) => slots[at]);
}
