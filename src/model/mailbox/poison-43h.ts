import { fromHex } from '../codec/codec';
import { decode, encode } from '../codec/message';
import type { DeviceState, Poison } from '../device/device-state';
import { withBytes } from '../guest-memory/memory';
import {
  clearPoisonRequest,
  injectPoisonRequest,
  poisonListReply,
  poisonListRequest,
} from '../layouts/memory-device';
import { clearPoisonLadder, injectPoisonLadder, poisonListLadder } from '../rules/poison';
import { checked, done, type Command } from './command';

const LINE = 64;
/** Error source of injected poison (CXL r3.1 table 8-140). */
const INJECTED = 3;

const endOf = ({ start, length }: Poison): number => start + length;

const getPoisonList: Command = {
  opcode: 0x4300,
  name: 'Get Poison List',
  section: '8.2.9.9.4.1',
  length: 16,
  request: poisonListRequest,
  reply: poisonListReply,
  run(context, payload) {
    const { device } = context;
    const query = decode(poisonListRequest, payload).header;
    return checked(context, poisonListLadder, query, () => {
      const from = Number(query.start);
      const to = Number(BigInt.asUintN(64, query.start + query.lines * BigInt(LINE)));
      const items = device.poison
        .filter((range) => range.start < to && endOf(range) > from)
        .map((range) => {
          const start = Math.max(range.start - (range.start % LINE), from);
          const end = Math.min(range.start - (range.start % LINE) + range.length, to);
          return { start: BigInt(start) | BigInt(range.type), lines: (end - start) / LINE };
        });
      const header = { flags: 0, overflow: 0n, count: items.length };
      return done(device, encode(poisonListReply, header, items));
    });
  },
};

const injectPoison: Command = {
  opcode: 0x4301,
  name: 'Inject Poison',
  section: '8.2.9.9.4.2',
  length: 8,
  request: injectPoisonRequest,
  run(context, payload) {
    const { device } = context;
    const start = Number(decode(injectPoisonRequest, payload).header.start);
    const known = device.poison.some(
      (range) => start >= range.start && start + LINE <= endOf(range),
    );
    return checked(context, injectPoisonLadder, { poison: device.poison, known }, () =>
      done(
        known
          ? device
          : { ...device, poison: [{ start, length: LINE, type: INJECTED }, ...device.poison] },
      ),
    );
  },
};

const clearPoison: Command = {
  opcode: 0x4302,
  name: 'Clear Poison',
  section: '8.2.9.9.4.3',
  length: 72,
  request: clearPoisonRequest,
  run(context, payload) {
    const { device } = context;
    const { start, data } = decode(clearPoisonRequest, payload).header;
    return checked(context, clearPoisonLadder, { start, device }, () => {
      const dpa = Number(start);
      return done({
        ...overwritten(device, dpa, fromHex(data)),
        poison: healed(device.poison, dpa),
      });
    });
  },
};

/** Clear Poison writes wherever it is told, offered or not: QEMU does not ask the bitmap. */
function overwritten(device: DeviceState, dpa: number, data: Uint8Array): DeviceState {
  const { staticMemory, dcMemory } = device.media;
  if (dpa + data.length <= staticMemory.size) {
    return { ...device, media: { staticMemory: withBytes(staticMemory, dpa, data), dcMemory } };
  }
  if (dpa < staticMemory.size) return device;
  return {
    ...device,
    media: { staticMemory, dcMemory: withBytes(dcMemory, dpa - staticMemory.size, data) },
  };
}

/** The list without one line: the first range that holds it is cut in two. */
function healed(poison: readonly Poison[], dpa: number): readonly Poison[] {
  const at = poison.findIndex((range) => dpa >= range.start && dpa + LINE <= endOf(range));
  const range = poison[at];
  if (range === undefined) return poison;
  const rest = poison.filter((_, i) => i !== at);
  const pieces = [
    { ...range, length: dpa - range.start },
    { ...range, start: dpa + LINE, length: endOf(range) - dpa - LINE },
  ].filter(({ length }) => length > 0);
  return [...pieces.toReversed(), ...rest];
}

/** Command set 43h, poison. */
export const poisonCommands: readonly Command[] = [getPoisonList, injectPoison, clearPoison];
