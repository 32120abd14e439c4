import { codeNumber } from '../layouts/return-code';
import { NO_TAG } from '../layouts/dc-extent';
import type { SeenExtent } from './host-state';
import type { HostLine } from '../happening';
import type { HostSees } from './twin';

/** What a tool that was run says. */
export const tool = (text: string): HostLine => ({ kind: 'tool', level: 'err', text });

/** A tag as a UUID: 8-4-4-4-12 hex digits. */
export const uuidOf = (tag: string): string =>
  tag.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

export const isTagged = ({ tag }: Pick<SeenExtent, 'tag'>): boolean => tag !== NO_TAG;

/** The numbers that Linux prints for what went wrong. */
export const errno = {
  ENOENT: -2,
  ENXIO: -6,
  EAGAIN: -11,
  ENOMEM: -12,
  EFAULT: -14,
  EBUSY: -16,
  ENODEV: -19,
  EINVAL: -22,
  ENOSPC: -28,
  EOPNOTSUPP: -95,
} as const;

/** What Linux makes of the device's return codes; all others are ENXIO. */
const errnoOfCode: ReadonlyMap<number, number> = new Map([
  [codeNumber('invalidPhysicalAddress'), errno.EFAULT],
  [codeNumber('injectPoisonLimit'), errno.EBUSY],
]);

/** What the kernel's mock gives in place of a return code; all others are EINVAL. */
const errnoOfMock: ReadonlyMap<number, number> = new Map([
  [codeNumber('invalidPhysicalAddress'), errno.ENOMEM],
]);

/** What Linux makes of an answer that is not success: its own number. */
export const errnoOf = (code: number, { mock }: Pick<HostSees, 'mock'>): number =>
  mock ? (errnoOfMock.get(code) ?? errno.EINVAL) : (errnoOfCode.get(code) ?? errno.ENXIO);

/** `2 extents`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;
