import { allSet } from '../persistent/block-map';
import { blocksOf, ldOf, type DeviceState } from '../device/device-state';
import { findRegion } from '../device/find-region';
import type { MediaRange } from '../layouts/media-operations';
import { counted, hex, wrap64 } from '../units';
import { each, finding, once, type EntryRule, type Rung } from './rule';

const SECTION = '8.2.9.9.5';
const LINE = 64n;

/** What the rules of 4402h look at. */
export interface MediaInput {
  readonly device: DeviceState;
  readonly payloadLength: number;
  readonly operationClass: number;
  readonly subclass: number;
  readonly rangeCount: number;
  readonly startIndex: number;
  readonly ranges: readonly MediaRange[];
}

/** What QEMU can do to media: sanitize (class 1, subclass 0) and zero (class 1, subclass 1). */
export const mediaOperations: readonly (readonly [operationClass: number, subclass: number])[] = [
  [1, 0],
  [1, 1],
];

const holdsHeader = once<MediaInput>({
  id: '4402.header',
  says: 'The payload holds the header',
  section: SECTION,
  broken: { kind: 'code', code: 'invalidPayloadLength' },
  shows: '{0} ≥ 8',
  fix: 'Send at least 8 bytes.',
  check: ({ payloadLength }) =>
    finding(
      payloadLength >= 8,
      'length',
      () => `The payload has ${counted(payloadLength, 'byte')}, which is too short.`,
      payloadLength,
    ),
});

const known = once<MediaInput>({
  id: '4402.known',
  says: 'The class and subclass are known',
  section: SECTION,
  broken: { kind: 'code', code: 'unsupported' },
  shows: '{0}.{1}',
  fix: 'Use class 0 subclass 0 to discover, class 1 subclass 0 to sanitize, class 1 subclass 1 to zero.',
  check({ operationClass, subclass }) {
    const holds = operationClass === 0 ? subclass === 0 : operationClass === 1 && subclass <= 1;
    return finding(
      holds,
      'operationClass',
      () => 'QEMU has no such operation.',
      operationClass,
      subclass,
    );
  },
});

/** The ladder of a discovery, behind class and subclass. */
export const discoveryLadder: readonly Rung<MediaInput>[] = [
  once<MediaInput>({
    id: '4402.discovery-length',
    says: 'The payload holds start and number of operations',
    section: SECTION,
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: '{0} ≥ 12',
    fix: 'Send 12 bytes.',
    check: ({ payloadLength }) =>
      finding(
        payloadLength >= 12,
        'length',
        () => `The payload has ${counted(payloadLength, 'byte')}, which is too short.`,
        payloadLength,
      ),
  }),
  once<MediaInput>({
    id: '4402.discovery',
    says: 'No range is named and the start index exists',
    section: SECTION,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ranges, index {1}',
    fix: 'Leave out the ranges and start below 2.',
    check: ({ rangeCount, startIndex }) =>
      finding(
        rangeCount === 0 && startIndex < mediaOperations.length,
        rangeCount === 0 ? 'startIndex' : 'rangeCount',
        () => 'A discovery takes no ranges, and there are two operations.',
        rangeCount,
        startIndex,
      ),
  }),
];

type RangeRule = EntryRule<MediaInput, MediaRange, undefined>;

const wholeLines: RangeRule = {
  id: '4402.whole-lines',
  says: 'Each range is whole lines of 64 bytes inside the device',
  section: SECTION,
  broken: { kind: 'code', code: 'invalidInput' },
  shows: '{0} + {1}',
  fix: 'Align start and length to 64 bytes and stay inside the device.',
  check({ device: { media } }, { start, length }, index) {
    const size = BigInt(media.staticMemory.size + media.dcMemory.size);
    const aligned = start % LINE === 0n && length % LINE === 0n && length > 0n;
    const inside = start < size && wrap64(start + length) <= size;
    return finding(
      aligned && inside,
      `ranges[${index}].start`,
      () => `${hex(start)} + ${hex(length)} is not.`,
      start,
      length,
    );
  },
};

const backed: RangeRule = {
  id: '4402.backed',
  says: 'Dynamic capacity in it is accepted',
  section: SECTION,
  broken: { kind: 'code', code: 'invalidInput' },
  shows: '{0}',
  fix: 'Name accepted capacity. QEMU does not look at a range that begins with the first byte of region 0.',
  check({ device }, { start, length }, index) {
    const { regions, bitmaps } = ldOf(device);
    const end = BigInt(device.media.staticMemory.size);
    const region = findRegion(regions, start, length);
    const bitmap = region === undefined ? undefined : bitmaps[region.index];
    const run =
      region === undefined
        ? undefined
        : blocksOf(region, { start: Number(start), length: Number(length) });
    const isBacked = bitmap !== undefined && run !== undefined && allSet(bitmap, run);
    return finding(
      start <= end || isBacked,
      `ranges[${index}].start`,
      () => `${hex(start)} is not accepted.`,
      start,
    );
  },
};

/** The ladder of sanitize and zero, behind class and subclass. */
export const mediaLadder: readonly Rung<MediaInput>[] = [
  once<MediaInput>({
    id: '4402.ranges',
    says: 'The payload holds every range',
    section: SECTION,
    broken: { kind: 'code', code: 'invalidPayloadLength' },
    shows: '{0} ≥ 8 + 16 × {1}',
    fix: 'Make the number of ranges and the payload length agree.',
    check: ({ payloadLength, rangeCount }) =>
      finding(
        payloadLength >= 8 + 16 * rangeCount,
        'rangeCount',
        () =>
          `A list of ${counted(rangeCount, 'range')} takes ${8 + 16 * rangeCount} bytes; the payload has ${payloadLength}.`,
        payloadLength,
        rangeCount,
      ),
  }),
  each<MediaInput, MediaRange, undefined>({
    of: ({ ranges }) => ranges,
    start: () => undefined,
    rules: [wholeLines, backed],
    next: () => undefined,
  }),
];

/** What every media operation climbs first. */
export const mediaHeadLadder: readonly Rung<MediaInput>[] = [holdsHeader, known];
