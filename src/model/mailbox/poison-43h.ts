import { fromHex } from '../codec/codec';
import { wrap64 } from '../units';
import { decode, encode } from '../codec/message';
import { isScanning } from '../device/background';
import { deviceWith, ldWith, withLd, type DeviceState, type Poison } from '../device/device-state';
import { withBytes } from '../guest-memory/memory';
import {
  clearPoisonRequest,
  injectPoisonRequest,
  poisonListReply,
  poisonListRequest,
} from '../layouts/memory-device';
import { clearPoisonLadder, injectPoisonLadder, poisonListLadder } from '../rules/poison';
import { checked, done, type Command } from './command';

const LINE = 64n;
/** Flag of Get Poison List: a scan goes on. */
const SCANNING = 4;
/** Error source of injected poison (CXL r3.1 table 8-140). */
const INJECTED = 3;

const endOf = ({ start, length }: Pick<Poison, 'start' | 'length'>): bigint => start + length;

/** Overlap by last bytes in 64 bits, as QEMU works it out: nothing at 0 reaches to the end of the space. */
function overlap(
  a: Pick<Poison, 'start' | 'length'>,
  b: Pick<Poison, 'start' | 'length'>,
): boolean {
  const [lastA, lastB] = [a, b].map((range) => wrap64(endOf(range) - 1n));
  return lastA !== undefined && lastB !== undefined && lastB >= a.start && lastA >= b.start;
}

/** The part of a poisoned range that a query covers, in lines of 64 bytes. */
function recordOf(
  range: Poison,
  query: Pick<Poison, 'start' | 'length'>,
): { start: bigint; lines: number } {
  const line = range.start - (range.start % LINE);
  const start = line > query.start ? line : query.start;
  const ends = [line + range.length, wrap64(endOf(query))];
  const end = ends.reduce((least, other) => (other < least ? other : least));
  return {
    start: start | BigInt(range.type),
    lines: Number(BigInt.asUintN(32, wrap64(end - start) / LINE)),
  };
}

const getPoisonList: Command = {
  opcode: 0x4300,
  name: 'Get Poison List',
  section: '8.2.9.9.4.1',
  ladder: poisonListLadder,
  length: 16,
  request: poisonListRequest,
  reply: poisonListReply,
  run(context, payload) {
    const { device, ld } = context;
    const query = decode(poisonListRequest, payload).header;
    return checked(context, poisonListLadder, query, () => {
      const asked = { start: query.start, length: wrap64(query.lines * LINE) };
      const items = ld.poison
        .filter((range) => overlap(range, asked))
        .map((range) => recordOf(range, asked));
      const header = {
        flags: isScanning(ld) ? SCANNING : 0,
        overflow: 0n,
        count: items.length,
      };
      return done(device, encode(poisonListReply, header, items));
    });
  },
};

const injectPoison: Command = {
  opcode: 0x4301,
  name: 'Inject Poison',
  section: '8.2.9.9.4.2',
  ladder: injectPoisonLadder,
  length: 8,
  request: injectPoisonRequest,
  run(context, payload) {
    const { device, ld, profile } = context;
    const { start } = decode(injectPoisonRequest, payload).header;
    const known =
      isScanning(ld) ||
      ld.poison.some((range) => start >= range.start && wrap64(start + LINE) <= endOf(range));
    const input = { poison: ld.poison, known, limit: profile.poisonLimit };
    return checked(context, injectPoisonLadder, input, () =>
      done(
        known
          ? device
          : withLd(
              device,
              ldWith(ld, { poison: [{ start, length: LINE, type: INJECTED }, ...ld.poison] }),
            ),
      ),
    );
  },
};

const clearPoison: Command = {
  opcode: 0x4302,
  name: 'Clear Poison',
  section: '8.2.9.9.4.3',
  ladder: clearPoisonLadder,
  length: 72,
  request: clearPoisonRequest,
  run(context, payload) {
    const { device, ld } = context;
    const { start, data } = decode(clearPoisonRequest, payload).header;
    return checked(context, clearPoisonLadder, { start, device }, () => {
      const written = overwritten(device, Number(start), fromHex(data));
      return done(
        isScanning(ld)
          ? written
          : withLd(written, ldWith(ld, { poison: healed(ld.poison, start) })),
      );
    });
  },
};

/**
 * Clear Poison writes wherever it is told, offered or not: QEMU does not ask the bitmap. What would run out of
 * static memory is cut off.
 */
function overwritten(device: DeviceState, dpa: number, data: Uint8Array): DeviceState {
  const { staticMemory, dcMemory } = device.media;
  const { size } = staticMemory;
  const media =
    dpa < size
      ? { staticMemory: withBytes(staticMemory, dpa, data.subarray(0, size - dpa)), dcMemory }
      : { staticMemory, dcMemory: withBytes(dcMemory, dpa - size, data) };
  return deviceWith(device, { media });
}

/**
 * The list without one line: the first range that holds its first byte goes, and what lies below comes first.
 * Nothing is left above: a range is no longer than the line that is cleared.
 */
function healed(poison: readonly Poison[], dpa: bigint): readonly Poison[] {
  const at = poison.findIndex((range) => dpa >= range.start && dpa < endOf(range));
  const range = poison[at];
  if (range === undefined) return poison;
  const below = { ...range, length: dpa - range.start };
  return [...(below.length > 0n ? [below] : []), ...poison.toSpliced(at, 1)];
}

/** Command set 43h, poison. */
export const poisonCommands: readonly Command[] = [getPoisonList, injectPoison, clearPoison];
