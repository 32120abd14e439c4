import * as v from 'valibot';
import { matching, whole } from '../fields';
import { listOf, short } from './scenario-fields';

/** DPA and length in bytes, and the tag of an extent that has one. */
type ExpectedExtent =
  [start: number, length: number] | [start: number, length: number, tag: string];

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const isExtent = (value: unknown): value is ExpectedExtent => {
  if (!Array.isArray(value)) return false;
  const parts: readonly unknown[] = value;
  const [start, length, tag] = parts;
  const tagged = tag === undefined || (typeof tag === 'string' && UUID.test(tag));
  return (
    isCount(start) && isCount(length) && tagged && value.length === (tag === undefined ? 2 : 3)
  );
};

const extents = v.custom<number | ExpectedExtent[]>(
  (value) => isCount(value) || (Array.isArray(value) && value.every(isExtent)),
  'a count, or a list of [DPA, length] and [DPA, length, "tag"] in bytes, the tag a UUID of small letters',
);

const count = whole(0, Number.MAX_SAFE_INTEGER);

const dax = v.strictObject({
  name: matching(/^dax\d{1,9}\.\d{1,9}$/, 'a dax device such as "dax0.1"'),
  size: v.exactOptional(count),
  /** A UUID, or nothing where it was claimed by no tag. */
  tag: v.exactOptional(
    v.custom<string>(
      (value) => typeof value === 'string' && (value === '' || UUID.test(value)),
      'a UUID of small letters, or ""',
    ),
  ),
  ranges: v.exactOptional(listOf(v.strictTuple([count, count]), 'ranges, each [DPA, length]')),
});

/** What is to be true after a step. A member that is left out is not looked at. */
const expectation = v.strictObject({
  /** What came back for the step: `00h`, `return`, the text of a QMP error, `done`, `EBUSY` … */
  reply: v.exactOptional(short(1, 200)),
  /** The very bytes that a mailbox command was answered with, in hex. */
  output: v.exactOptional(matching(/^(?:[0-9a-f]{2}){0,65536}$/, 'bytes in small hex digits')),
  /** Extents that the host shows in sysfs. */
  hostExtents: v.exactOptional(extents),
  /** What the device holds as accepted. */
  accepted: v.exactOptional(extents),
  /** Offers that wait for a response. */
  pending: v.exactOptional(count),
  /** Offers that the host has read of a chain that is not closed. */
  staged: v.exactOptional(count),
  /** CXL regions of the host. */
  regions: v.exactOptional(count),
  /** Bytes that the host shows and no dax device holds. */
  unclaimed: v.exactOptional(count),
  /** Every dax device that holds capacity. */
  dax: v.exactOptional(listOf(dax, 'dax devices')),
  /** Memory blocks that are system RAM. */
  blocks: v.exactOptional(count),
  /** How often each command was sent in the run so far, by opcode. */
  sent: v.exactOptional(
    v.record(matching(/^[0-9a-f]{4}$/, 'an opcode of four digits, such as "4802"'), count),
  ),
  /** `cxl_dynamic_capacity` lines of the host's trace in the run so far. */
  traces: v.exactOptional(count),
  /** What lines of the host's log, its trace and its tools in the run so far have in them. */
  prints: v.exactOptional(listOf(short(1, 200), 'texts of 1 to 200 characters')),
});
export type Expectation = v.InferOutput<typeof expectation>;

/** A check that stands among the actions, and is none. */
export const expectForm = v.strictObject({ expect: expectation });
