import { decode, encode } from '../codec/message';
import { ldOf, profileOf, type DeviceState } from '../device/device-state';
import { CEL_UUID, effectsLog, getLogRequest, supportedLogsReply } from '../layouts/logs';
import type { Cci } from '../device/profile';
import { viewOf } from '../codec/codec';
import { getLogLadder } from '../rules/logs-and-identity';
import { checked, done, type Command } from './command';

/** Command sets that only a device with regions has. */
const DC_SETS = [0x48, 0x56];

/** The effects of a command on one interface, or nothing where the interface does not have it. */
export const effectsOf = (device: DeviceState, cci: Cci, opcode: number): number | undefined =>
  ldOf(device).regions.length > 0 || !DC_SETS.includes(opcode >> 8)
    ? profileOf(device).effects[cci][opcode]
    : undefined;

/** Opcodes of one interface of a device and their effects, in the order of the Command Effects Log. */
export const commandEffects = (
  device: DeviceState,
  cci: Cci,
): readonly { readonly opcode: number; readonly effects: number }[] =>
  Object.keys(profileOf(device).effects[cci])
    .map(Number)
    .sort((a, b) => a - b)
    .flatMap((opcode) => {
      const effects = effectsOf(device, cci, opcode);
      return effects === undefined ? [] : [{ opcode, effects }];
    });

const getSupportedLogs: Command = {
  opcode: 0x0400,
  name: 'Get Supported Logs',
  section: '8.2.9.5.1',
  length: 0,
  reply: supportedLogsReply,
  run({ device, cci }) {
    const size = commandEffects(device, cci).length * effectsLog.size;
    return done(device, encode(supportedLogsReply, { count: 1 }, [{ uuid: CEL_UUID, size }]));
  },
};

const getLog: Command = {
  opcode: 0x0401,
  name: 'Get Log',
  section: '8.2.9.5.2',
  length: 0x18,
  request: getLogRequest,
  run(context, payload) {
    const { device, cci } = context;
    const request = decode(getLogRequest, payload).header;
    return checked(context, getLogLadder, request, () => {
      // QEMU counts the offset in entries of four bytes, and zeros follow the last entry.
      const output = new Uint8Array(request.length);
      commandEffects(device, cci)
        .slice(request.offset)
        .forEach((entry, i) => {
          const bytes = new Uint8Array(effectsLog.size);
          effectsLog.write(viewOf(bytes), 0, entry);
          const room = output.length - i * effectsLog.size;
          if (room > 0) output.set(bytes.subarray(0, room), i * effectsLog.size);
        });
      return done(device, output);
    });
  },
};

/** Command set 04h, logs. */
export const logCommands: readonly Command[] = [getSupportedLogs, getLog];
