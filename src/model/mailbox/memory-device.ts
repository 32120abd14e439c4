import { encode } from '../codec/message';
import { firmwareReply, partitionReply, securityReply } from '../layouts/memory-device';
import { capacityLadder } from '../rules/logs-and-identity';
import { CAPACITY_UNIT, MiB } from '../units';
import { begun } from '../device/background';
import { note } from '../happening';
import { checked, done, type Command } from './command';

const getFirmware: Command = {
  opcode: 0x0200,
  name: 'Get FW Info',
  section: '8.2.9.3.1',
  length: 0,
  reply: firmwareReply,
  run(context) {
    const { device } = context;
    return checked(context, capacityLadder('0200', '8.2.9.3.1'), device.config, () =>
      done(
        device,
        encode(firmwareReply, {
          slots: 2,
          slotInfo: 1,
          capabilities: 1,
          slot1: 'BWFW VERSION 0',
          slot2: '',
          slot3: '',
          slot4: '',
        }),
      ),
    );
  },
};

const getPartition: Command = {
  opcode: 0x4100,
  name: 'Get Partition Info',
  section: '8.2.9.9.2.1',
  length: 0,
  reply: partitionReply,
  run(context) {
    const { device } = context;
    const { staticVolatile, staticPersistent } = device.config;
    return checked(context, capacityLadder('4100', '8.2.9.9.2.1'), device.config, () =>
      done(
        device,
        encode(partitionReply, {
          activeVolatile: staticVolatile / CAPACITY_UNIT,
          activePersistent: staticPersistent / CAPACITY_UNIT,
          nextVolatile: 0,
          nextPersistent: 0,
        }),
      ),
    );
  },
};

/** Seconds a sanitize takes, by the static capacity it reaches up to, in MiB (QEMU 10.0, 11.1). */
const sanitizeSeconds: readonly (readonly [mebibytes: number, seconds: number])[] = [
  [512, 4],
  [1024, 8],
  [2048, 15],
  [4096, 30],
  [8192, 60],
  [16_384, 120],
  [32_768, 240],
  [65_536, 480],
  [131_072, 900],
  [262_144, 1800],
  [524_288, 3600],
  [1_048_576, 7200],
];
const LONGEST = 14_400;

const sanitize: Command = {
  opcode: 0x4400,
  name: 'Sanitize',
  section: '8.2.9.9.5.1',
  length: 0,
  run({ device, clock, trail }) {
    const size = device.media.staticMemory.size / MiB;
    const seconds = sanitizeSeconds.find(([limit]) => size <= limit)?.[1] ?? LONGEST;
    note(trail, 'device', { what: 'backgroundStarted', opcode: 0x4400 });
    return { kind: 'started', device: begun(device, 0x4400, clock, seconds * 1e9) };
  },
};

const getSecurity: Command = {
  opcode: 0x4500,
  name: 'Get Security State',
  section: '8.2.9.9.6.1',
  length: 0,
  reply: securityReply,
  run: ({ device }) => done(device, encode(securityReply, { state: 0 })),
};

/** Commands of a memory device beside dynamic capacity: firmware, partition, sanitize, security. */
export const memoryDeviceCommands: readonly Command[] = [
  getFirmware,
  getPartition,
  sanitize,
  getSecurity,
];
