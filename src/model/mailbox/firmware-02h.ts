import { decode, encode } from '../codec/message';
import { withBackground } from '../device/background';
import { deviceWith, type DeviceState } from '../device/device-state';
import { fwActions, newFirmware, type Firmware } from '../device/firmware';
import { note } from '../happening';
import {
  activateRequest,
  firmwareReply,
  TRANSFER_HEAD,
  transferRequest,
} from '../layouts/firmware';
import { activateLadder, transferHeadLadder, transferLadder } from '../rules/firmware';
import { capacityLadder } from '../rules/logs-and-identity';
import { wrap32 } from '../units';
import { checked, done, type Command } from './command';

const capacitiesLadder = capacityLadder('0200');

const firmwareOf = ({ firmware }: DeviceState): Firmware => firmware ?? newFirmware;

/** Firmware can be activated without a reset. */
const ONLINE = 1;

const getFirmware: Command = {
  opcode: 0x0200,
  name: 'Get FW Info',
  section: '8.2.9.3.1',
  ladder: capacitiesLadder,
  length: 0,
  reply: firmwareReply,
  run(context) {
    const { device } = context;
    const { slots, revision } = context.profile.firmware;
    const { active, staged, filled } = firmwareOf(device);
    const [slot1 = '', slot2 = '', slot3 = '', slot4 = ''] = filled.map((isFilled, slot) =>
      isFilled ? `${revision}${slot}` : '',
    );
    return checked(context, capacitiesLadder, device.config, () =>
      done(
        device,
        encode(firmwareReply, {
          slots,
          slotInfo: active | (staged << 3),
          capabilities: ONLINE,
          ...{ slot1, slot2, slot3, slot4 },
        }),
      ),
    );
  },
};

const TRANSFER_FW = 0x0201;
/** Bytes in a unit of the offset. */
const BLOCK = 128;
const SECOND = 1e9;

/** The firmware while a transfer runs. QEMU gives up after 30 s of its own clock between two parts: here none pass. */
function during(
  firmware: Firmware,
  { action, slot, offset, length }: Pick<Firmware, 'action' | 'slot' | 'offset' | 'length'>,
): Firmware {
  const next = { ...firmware, action, slot };
  return action === fwActions.initiate || action === fwActions.continue
    ? { ...next, transferring: true, offset, length }
    : next;
}

const transferFirmware: Command = {
  opcode: TRANSFER_FW,
  name: 'Transfer FW',
  section: '8.2.9.3.2',
  ladder: [...transferHeadLadder, ...transferLadder],
  length: 'variable',
  request: transferRequest,
  run(context, payload) {
    const { device, ld, clock, trail } = context;
    const keeping = context.profile.firmware;
    const { action, slot, blocks } = decode(transferRequest, payload).header;
    const firmware = firmwareOf(device);
    const part = {
      action,
      slot,
      offset: wrap32(blocks * BLOCK),
      length: payload.length - TRANSFER_HEAD,
    };
    const input = { ...part, firmware, keeping, payloadLength: payload.length };
    return checked(context, transferHeadLadder, input, () => {
      if (action === fwActions.abort) {
        return done(deviceWith(device, { firmware: { ...firmware, transferring: false } }));
      }
      return checked(context, transferLadder, input, () => {
        const { wholeSeconds, partSeconds } = keeping;
        const runtime = SECOND * (action === fwActions.full ? wholeSeconds : partSeconds);
        note(trail, 'device', { what: 'backgroundStarted', opcode: TRANSFER_FW });
        const started = withBackground(device, { ld, opcode: TRANSFER_FW, clock, runtime });
        return {
          kind: 'started',
          device: deviceWith(started, { firmware: during(firmware, part) }),
        };
      });
    });
  },
};

const activateFirmware: Command = {
  opcode: 0x0202,
  name: 'Activate FW',
  section: '8.2.9.3.3',
  ladder: activateLadder,
  length: 2,
  request: activateRequest,
  run(context, payload) {
    const { device } = context;
    const { action, slot } = decode(activateRequest, payload).header;
    const firmware = firmwareOf(device);
    const keeping = context.profile.firmware;
    return checked(context, activateLadder, { firmware, keeping, action, slot }, () =>
      done(
        deviceWith(device, {
          firmware: { ...firmware, ...(action === 0 ? { active: slot } : { staged: slot }) },
        }),
      ),
    );
  },
};

/** Command set 02h, firmware. */
export const firmwareCommands: readonly Command[] = [
  getFirmware,
  transferFirmware,
  activateFirmware,
];
