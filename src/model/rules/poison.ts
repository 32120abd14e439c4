import type { DeviceState, Poison } from '../device/device-state';
import { hex } from '../units';
import { finding, once } from './rule';

const LINE = 64n;

/** The ladder of 4300h Get Poison List. */
export const poisonListLadder = [
  once<{ readonly start: bigint }>({
    id: '4300.aligned',
    says: 'The start is a multiple of 64 bytes',
    section: '8.2.9.9.4.1',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0}',
    fix: 'Align the start to 64 bytes.',
    check: ({ start }) =>
      finding(start % LINE === 0n, 'start', () => `${hex(start)} is not aligned.`, hex(start)),
  }),
];

/** What the rule of 4301h looks at. */
export interface InjectInput {
  readonly poison: readonly Poison[];
  /** Ranges that the device keeps. */
  readonly limit: number;
  readonly known: boolean;
}

/** The ladder of 4301h Inject Poison. */
export const injectPoisonLadder = [
  once<InjectInput>({
    id: '4301.limit',
    says: 'The poison list has room',
    section: '8.2.9.9.4.2',
    broken: { kind: 'code', code: 'injectPoisonLimit' },
    shows: '{0} < {1}',
    fix: 'Clear some poison first.',
    check: ({ poison, known, limit }) =>
      finding(
        known || poison.length < limit,
        'start',
        () => 'The list is full.',
        poison.length,
        limit,
      ),
  }),
];

/** The ladder of 4302h Clear Poison. */
export const clearPoisonLadder = [
  once<{ readonly start: bigint; readonly device: DeviceState }>({
    id: '4302.inside',
    says: 'The address is inside the device',
    section: '8.2.9.9.4.3',
    broken: { kind: 'code', code: 'invalidPhysicalAddress' },
    shows: '{0} ≤ {1}',
    fix: 'Name an address below the end of the device.',
    check({ start, device: { media } }) {
      const end = BigInt(media.staticMemory.size + media.dcMemory.size);
      return finding(
        BigInt.asUintN(64, start + LINE) <= end,
        'start',
        () => `${hex(start)} is past the device.`,
        start + LINE,
        end,
      );
    },
  }),
];
