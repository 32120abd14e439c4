import { decode, encode } from '../codec/message';
import { ldOf, profileOf, type DeviceState } from '../device/device-state';
import { CEL_UUID, effectsLog, getLogRequest, supportedLogsReply } from '../layouts/logs';
import type { Cci } from '../device/profiles/profile';
import { getLogLadder } from '../rules/logs-and-identity';
import { answerLimit, checked, done, type Command } from './command';

/** Command sets that only a device with regions has. */
const DC_SETS = [0x48, 0x56];

/** The effects of a command on one interface, or nothing where the interface does not have it. */
export const effectsOf = (device: DeviceState, cci: Cci, opcode: number): number | undefined =>
  ldOf(device).regions.length > 0 || !DC_SETS.includes(opcode >> 8)
    ? profileOf(device).effects[cci][opcode]
    : undefined;

/** Opcodes of one interface of a device and their effects, ascending, as JavaScript keeps keys that are numbers. */
export const commandEffects = (
  device: DeviceState,
  cci: Cci,
): readonly { readonly opcode: number; readonly effects: number }[] =>
  Object.keys(profileOf(device).effects[cci])
    .map(Number)
    .flatMap((opcode) => {
      const effects = effectsOf(device, cci, opcode);
      return effects === undefined ? [] : [{ opcode, effects }];
    });

/** Those that the Command Effects Log has. */
const listedEffects = (device: DeviceState, cci: Cci): ReturnType<typeof commandEffects> =>
  commandEffects(device, cci).filter(({ opcode }) => !profileOf(device).unlisted.includes(opcode));

const getSupportedLogs: Command = {
  opcode: 0x0400,
  name: 'Get Supported Logs',
  section: '8.2.9.5.1',
  length: 0,
  reply: supportedLogsReply,
  run({ device, cci }) {
    const size = listedEffects(device, cci).length * effectsLog.size;
    return done(device, encode(supportedLogsReply, { count: 1 }, [{ uuid: CEL_UUID, size }]));
  },
};

/** Bytes of the Command Effects Log of one interface. */
function effectsLogBytes(device: DeviceState, cci: Cci): Uint8Array {
  const entries = listedEffects(device, cci);
  const bytes = new Uint8Array(entries.length * effectsLog.size);
  entries.forEach((entry, i) => {
    effectsLog.write(bytes, i * effectsLog.size, entry);
  });
  return bytes;
}

const getLog: Command = {
  opcode: 0x0401,
  name: 'Get Log',
  section: '8.2.9.5.2',
  length: 0x18,
  request: getLogRequest,
  ladder: getLogLadder,
  run(context, payload) {
    const { device, profile, cci } = context;
    const request = decode(getLogRequest, payload).header;
    const log = effectsLogBytes(device, cci);
    const { logBound: bound } = profile;
    const input = { ...request, size: log.length, limit: answerLimit(context), bound };
    return checked(context, getLogLadder(profile), input, () => {
      // Zeros follow the last entry.
      const output = new Uint8Array(request.length);
      const from = request.offset * profile.logOffsetUnit;
      output.set(log.subarray(from, from + request.length));
      return done(device, output);
    });
  },
};

/** Command set 04h, logs. */
export const logCommands: readonly Command[] = [getSupportedLogs, getLog];
