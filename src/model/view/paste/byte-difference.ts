import { fromHex } from '../../codec/codec';
import { spansOf } from '../../codec/message';
import type { Profile } from '../../device/profiles/profile';
import { commands } from '../../mailbox/command-table';

/** Where two replies to a command differ first, in words, and the bytes of each there. */
export interface ByteDifference {
  readonly place: string;
  readonly expected: string;
  readonly found: string;
}

/** Bytes of a field that are shown. */
const shownBytes = 16;

/** The first byte in which two replies in hex differ, and the field of the layout that it lies in; nothing if none does. */
export function byteDifference(
  opcode: number,
  profile: Profile,
  expected: string,
  found: string,
): ByteDifference | undefined {
  const [a, b] = [fromHex(expected), fromHex(found)];
  const length = Math.max(a.length, b.length);
  let at = 0;
  while (at < length && a[at] === b[at]) at += 1;
  if (at === length) return undefined;
  const { from, to, label } = fieldAt(opcode, profile, a.length > at ? a : b, at);
  return {
    place: `byte ${at} of ${length}${label === '' ? '' : `: ${label}`}`,
    expected: hexOf(a, from, to),
    found: hexOf(b, from, to),
  };
}

function fieldAt(opcode: number, profile: Profile, bytes: Uint8Array, at: number) {
  const command = commands.get(opcode);
  const layout = command?.replyIn?.(profile) ?? command?.reply;
  const span =
    layout && spansOf(layout, bytes).find(({ offset, size }) => at >= offset && at < offset + size);
  return span === undefined
    ? { from: at, to: at + 1, label: '' }
    : { from: span.offset, to: span.offset + Math.min(span.size, shownBytes), label: span.label };
}

const hexOf = (bytes: Uint8Array, from: number, to: number): string => {
  const shown = [...bytes.subarray(from, to)].map((byte) => byte.toString(16).padStart(2, '0'));
  return shown.length === 0 ? 'no byte' : shown.join(' ');
};
