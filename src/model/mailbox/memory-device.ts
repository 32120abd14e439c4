import { encode } from '../codec/message';
import { partitionReply, securityReply } from '../layouts/memory-device';
import { capacityLadder } from '../rules/logs-and-identity';
import { CAPACITY_UNIT } from '../units';
import { checked, done, type Command } from './command';

const capacitiesLadder = capacityLadder('4100');

const getPartition: Command = {
  opcode: 0x4100,
  name: 'Get Partition Info',
  section: '8.2.9.9.2.1',
  ladder: capacitiesLadder,
  length: 0,
  reply: partitionReply,
  run(context) {
    const { device } = context;
    const { staticVolatile, staticPersistent } = device.config;
    return checked(context, capacitiesLadder, device.config, () =>
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

const getSecurity: Command = {
  opcode: 0x4500,
  name: 'Get Security State',
  section: '8.2.9.9.6.1',
  length: 0,
  reply: securityReply,
  run: ({ device }) => done(device, encode(securityReply, { state: 0 })),
};

/** Commands of a memory device beside dynamic capacity: partition, security. */
export const memoryDeviceCommands: readonly Command[] = [getPartition, getSecurity];
