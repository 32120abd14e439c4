import { decode, encode } from '../codec/message';
import { resetDevice } from '../device/background';
import { deviceWith } from '../device/device-state';
import {
  portControlRequest,
  portStateReply,
  portStateRequest,
  switchIdentity,
} from '../layouts/switch';
import { BEHIND, portControlLadder, portStateLadder, SWITCH_PORT } from '../rules/switch';
import { checked, done, type Command } from './command';

/** Bit 0 of a mask of 32 bytes. */
const FIRST = `01${'00'.repeat(31)}`;

/** Both ports are number 0, so that one bit stands for the two (QEMU, one downstream port). */
const identifySwitch: Command = {
  opcode: 0x5100,
  name: 'Identify Switch Device',
  section: '7.6.7.1.1',
  length: 0,
  reply: switchIdentity,
  run: ({ device }) =>
    done(
      device,
      encode(switchIdentity, {
        ingressPort: SWITCH_PORT,
        ports: 2,
        switches: 1,
        activePorts: FIRST,
        activeSwitches: FIRST,
        bridges: 2,
        boundBridges: 2,
        decoders: 4,
      }),
    ),
};

/** A downstream port with a type 3 device behind a link of 16 lanes (QEMU 10.0, 11.1). */
const port = {
  port: SWITCH_PORT,
  configuration: 3,
  deviceType: 5,
  maximumWidth: 16,
  width: 16,
  speeds: 0x3f,
  maximumSpeed: 6,
  speed: 5,
  trainingState: 7,
  firstLane: 0,
  devices: 3,
};

const getPortState: Command = {
  opcode: 0x5101,
  name: 'Get Physical Port State',
  section: '7.6.7.1.2',
  ladder: portStateLadder,
  length: 'variable',
  request: portStateRequest,
  reply: portStateReply,
  usual: () => Uint8Array.of(1, SWITCH_PORT),
  run(context, payload) {
    const { device, profile } = context;
    const { header, items } = decode(portStateRequest, payload);
    const { count } = header;
    const ports = Array.from({ length: count }, (_, i) => items[i]?.port ?? BEHIND);
    const limit = 2 ** profile.switchMessageLimit;
    const input = { payloadLength: payload.length, limit, count, ports };
    const { modes, deviceMode, linkState } = profile.switchPort;
    const { seen } = device.switchPorts;
    const after =
      ports[0] === SWITCH_PORT ? { ...device.switchPorts, seen: true } : device.switchPorts;
    const looked = deviceWith(device, { switchPorts: after });
    const result = checked(context, portStateLadder, input, () => {
      const told = ports.map((_, i) => ({
        ...port,
        modes,
        linkState,
        deviceMode: deviceMode[seen || i > 0 ? 1 : 0],
      }));
      return done(looked, encode(portStateReply, { count }, told));
    });
    // The ports before one that is not there were looked at.
    return result.kind === 'refused' && result.stop.rule.id === '5101.port'
      ? { ...result, device: looked }
      : result;
  },
};

const RESET = 2;

const controlPort: Command = {
  opcode: 0x5102,
  name: 'Physical Port Control',
  section: '7.6.7.1.3',
  ladder: portControlLadder,
  length: 2,
  request: portControlRequest,
  run(context, payload) {
    const { device } = context;
    const { port: asked, operation } = decode(portControlRequest, payload).header;
    const input = { port: asked, operation, held: device.switchPorts.held };
    return checked(context, portControlLadder, input, () => {
      const switchPorts = { ...device.switchPorts, held: operation === 0 };
      const behind = operation === RESET || operation === 0 ? resetDevice(device) : device;
      return done(deviceWith(behind, { switchPorts }));
    });
  },
};

/** Command set 51h, physical switch. */
export const switchCommands: readonly Command[] = [identifySwitch, getPortState, controlPort];
