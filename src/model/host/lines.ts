import { endOf } from '../device/extent';
import { codeNumber } from '../mailbox/return-code';
import { NO_TAG } from '../layouts/dc-extent';
import type { Range, SeenExtent } from './host-state';
import type { HostLine } from './twin';

/** A line of the kernel's log. */
export const kernel = (text: string): HostLine => ({ kind: 'kernel', text });

/** What a tool that was run says. */
export const tool = (text: string): HostLine => ({ kind: 'tool', text });

/** `0x10000000`, as the kernel prints numbers. */
const plainHex = (value: number): string => `0x${value.toString(16)}`;

/** A range as the kernel prints what an event names. */
export const eventRange = ({ start, length }: Range): string =>
  `DPA:${plainHex(start)} LEN:${plainHex(length)}`;

/** A range as the kernel prints what it keeps: both ends belong to it. */
export const keptRange = (range: Range): string =>
  `[range ${plainHex(range.start)}-${plainHex(endOf(range) - 1)}]`;

/** A tag as a UUID: 8-4-4-4-12 hex digits. */
export const uuidOf = (tag: string): string =>
  tag.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** A range that the kernel keeps, with its tag. */
export const keptText = (extent: Range & Pick<SeenExtent, 'tag'>): string =>
  `${keptRange(extent)} (${uuidOf(extent.tag)})`;

export const isTagged = ({ tag }: Pick<SeenExtent, 'tag'>): boolean => tag !== NO_TAG;

/** The numbers that Linux prints for what went wrong. */
export const errno = {
  ENOENT: -2,
  ENXIO: -6,
  EAGAIN: -11,
  EFAULT: -14,
  EBUSY: -16,
  EINVAL: -22,
  ENOSPC: -28,
  EOPNOTSUPP: -95,
} as const;

/** What Linux prints when an event comes to nothing. */
export const eventFailed = (number: number): HostLine => kernel(`dcd event failed: ${number}`);

/** What Linux makes of the device's return codes; all others are ENXIO. */
const errnoOfCode: ReadonlyMap<number, number> = new Map([
  [codeNumber('invalidPhysicalAddress'), errno.EFAULT],
  [codeNumber('injectPoisonLimit'), errno.EBUSY],
]);

/** What Linux prints when the device refuses its command: its own number and not the return code. */
export const commandFailed = (code: number): HostLine =>
  eventFailed(errnoOfCode.get(code) ?? errno.ENXIO);

export const sending = (opcode: number): HostLine =>
  kernel(`Sending command: 0x${opcode.toString(16).padStart(4, '0')}`);

/** `2 extents`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
