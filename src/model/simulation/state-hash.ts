import { hostOf, type SimulationState } from './state';

/** Hexadecimal digits of a state hash: 48 bits. */
const DIGITS = 12;

/**
 * The hash of what device and host hold: 12 hexadecimal digits. It covers every member of the device, of the host, and
 * the clock, by name and value. It does not depend on the order of members, on members that are undefined, on how a list
 * is cut into chunks, or on which objects are shared. A member that is added or renamed changes it.
 */
export function stateHash(state: SimulationState): string {
  const lanes = { one: 0xdeadbeef, other: 0x41c6ce57 };
  feed({ device: state.device, host: hostOf(state), clock: state.clock }, (text) => {
    stir(lanes, text);
  });
  const high = settled(lanes.one, lanes.other) & 0xffff;
  const low = settled(lanes.other, lanes.one);
  return (high * 2 ** 32 + low).toString(16).padStart(DIGITS, '0');
}

interface Lanes {
  one: number;
  other: number;
}

function stir(lanes: Lanes, text: string): void {
  let { one, other } = lanes;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x9e3779b1);
    other = Math.imul(other ^ code, 0x5f356495);
    one ^= one >>> 15;
    other ^= other >>> 13;
  }
  lanes.one = one;
  lanes.other = other;
}

const settled = (one: number, other: number): number => {
  const mixed =
    Math.imul(one ^ (one >>> 16), 0x85ebca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
};

type Take = (text: string) => void;

/** Writes a value in canonical form, piece by piece. */
function feed(value: unknown, take: Take): void {
  if (typeof value === 'string') take(`${JSON.stringify(value)},`);
  else if (typeof value === 'bigint') take(`${value}n,`);
  else if (typeof value !== 'object' || value === null) take(`${String(value)},`);
  else if (ArrayBuffer.isView(value)) feedBytes(value, take);
  else if (value instanceof Map) feedAll([...value].sort(byText), take);
  else if (value instanceof Set) feedAll([...value].sort(byText), take);
  else if (Array.isArray(value)) feedAll(value, take);
  else feedMembers(value, take);
}

function feedAll(values: readonly unknown[], take: Take): void {
  take('[');
  for (const value of values) feed(value, take);
  take(']');
}

function feedBytes(view: ArrayBufferView, take: Take): void {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  take('<');
  for (const byte of bytes) take(String.fromCharCode(byte));
  take('>');
}

function feedMembers(value: object, take: Take): void {
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  const chunks = chunksOf(members);
  if (chunks !== undefined) {
    feedAll(chunks.flat(), take);
    return;
  }
  take('{');
  for (const [name, member] of members.sort(byText)) {
    take(`${name}:`);
    feed(member, take);
  }
  take('}');
}

/** The chunks of a persistent list, if these are the members of one. */
function chunksOf(
  members: readonly (readonly [string, unknown])[],
): readonly unknown[] | undefined {
  if (members.length !== 2 || !members.some(([name]) => name === 'size')) return undefined;
  const chunks = members.find(([name]) => name === 'chunks')?.[1];
  return Array.isArray(chunks) ? chunks : undefined;
}

function byText(one: unknown, other: unknown): number {
  const [a, b] = [keyOf(one), keyOf(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}

const keyOf = (entry: unknown): string => String(Array.isArray(entry) ? entry[0] : entry);
