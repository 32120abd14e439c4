import { encode } from '../codec/message';
import { identifyReply } from '../layouts/identify';
import { capacityLadder } from '../rules/logs-and-identity';
import { CAPACITY_UNIT } from '../units';
import { checked, done, type Command } from './command';

const capacitiesLadder = capacityLadder('4000');

const identify: Command = {
  opcode: 0x4000,
  name: 'Identify Memory Device',
  section: '8.2.9.9.1.1',
  length: 0,
  reply: identifyReply,
  ladder: capacitiesLadder,
  run(context) {
    const { device, profile } = context;
    const { staticVolatile, staticPersistent } = device.config;
    return checked(context, capacitiesLadder, device.config, () =>
      done(
        device,
        encode(identifyReply, {
          firmware: `${profile.firmware.revision}00`,
          totalCapacity: (staticVolatile + staticPersistent) / CAPACITY_UNIT,
          volatileCapacity: staticVolatile / CAPACITY_UNIT,
          persistentCapacity: staticPersistent / CAPACITY_UNIT,
          partitionAlignment: 0,
          informationalLogSize: 0,
          warningLogSize: 0,
          failureLogSize: 0,
          fatalLogSize: 0,
          lsaSize: 0,
          poisonListMax: profile.poisonLimit,
          injectPoisonLimit: 0,
          poisonHandling: 0,
          qosTelemetry: 0,
          dcLogSize: profile.reportedDcLogSize,
        }),
      ),
    );
  },
};

/** Command set 40h, memory device identity. */
export const identifyCommands: readonly Command[] = [identify];
