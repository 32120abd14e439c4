import { decode, encode } from '../codec/message';
import { deviceWith, type DeviceState, type Maintained } from '../device/device-state';
import { features } from '../device/features';
import { withMediaRecord } from '../device/record-events';
import {
  maintenanceRequest,
  repairRequest,
  SPARING_UUID,
  sparingRecord,
  type SparingRequest,
} from '../layouts/maintenance';
import { maintenanceLadder, operationClasses, QUERY } from '../rules/maintenance';
import { checked, done, type Command, type Context } from './command';

/** Validity flags of a sparing record: everything from the channel to the column, and the sub-channel. */
const UP_TO_COLUMN = 0x7f;
const SUB_CHANNEL = 0x200;
/** Flags of a request: what else it names. */
const NAMES_SUB_CHANNEL = 4;
const NAMES_NIBBLES = 8;
/** Informational, and the subclass is valid. */
const RECORD_FLAGS = 0x41;

type Told = Partial<
  Pick<
    SparingRequest,
    'channel' | 'rank' | 'nibbles' | 'bankGroup' | 'bank' | 'row' | 'column' | 'subChannel'
  >
> & {
  readonly subclass: number;
  readonly flags: number;
  readonly validity: number;
  readonly available: number;
  readonly component?: string;
};

/** The device with a sparing record in its informational log. */
const withSparingRecord = (
  { clock, trail }: Context,
  device: DeviceState,
  { subclass, ...told }: Told,
): DeviceState =>
  withMediaRecord(
    device,
    clock,
    {
      name: 'informational',
      bytes: encode(sparingRecord, {
        uuid: SPARING_UUID,
        recordLength: 0x80,
        recordFlags: RECORD_FLAGS,
        handle: 0,
        relatedHandle: 0,
        timestamp: 0n,
        maintenanceClass: operationClasses.sparing,
        maintenanceSubclass: subclass,
        result: 0,
        channel: 0,
        rank: 0,
        nibbles: 0,
        bankGroup: 0,
        bank: 0,
        row: 0,
        column: 0,
        subChannel: 0,
        component: '',
        ...told,
      }),
    },
    trail,
  );

/** Whether the soft repair tells what it spared: bit 0 of the last byte of its feature. */
const SOFT_REPAIR = 2;
function tellsSparing({ features: state }: DeviceState): boolean {
  const value = state?.values[SOFT_REPAIR] ?? features[SOFT_REPAIR]?.initial ?? '';
  return (Number.parseInt(value.slice(-2), 16) & 1) !== 0;
}

/** Repairs the first place of this address that a record asked maintenance for. */
function repaired(context: Context, dpa: bigint): DeviceState {
  const { device } = context;
  const place = device.maintained.find((each) => each.dpa === dpa);
  if (place === undefined) return device;
  const told = tellsSparing(device) ? withSparingRecord(context, device, spared(place)) : device;
  return deviceWith(told, {
    maintained: device.maintained.filter((each) => each !== place),
  });
}

const spared = ({ dpa: _, ...place }: Maintained): Told => ({
  ...place,
  subclass: 0,
  flags: 0,
  available: 2,
});

/** What sparing could do with a place: QEMU says one resource is left, whatever is asked. */
function queried(context: Context, request: SparingRequest): DeviceState {
  const { subclass, flags, channel, rank, bankGroup, bank, row, column } = request;
  const hasSubChannel = (flags & NAMES_SUB_CHANNEL) !== 0;
  return withSparingRecord(context, context.device, {
    ...{ subclass, channel, rank, bankGroup, bank, row, column },
    flags: QUERY,
    validity: UP_TO_COLUMN | (hasSubChannel ? SUB_CHANNEL : 0),
    available: 1,
    nibbles: (flags & NAMES_NIBBLES) === 0 ? 0 : request.nibbles,
    subChannel: hasSubChannel ? request.subChannel : 0,
  });
}

/** What a payload that is too short does not hold counts as zeros; QEMU reads what lies behind it. */
const performMaintenance: Command = {
  opcode: 0x0600,
  name: 'Perform Maintenance',
  section: '8.2.9.7.1',
  ladder: maintenanceLadder,
  length: 'variable',
  request: maintenanceRequest,
  run(context, payload) {
    const request = decode(maintenanceRequest, payload).header;
    const input = { ...request, payloadLength: payload.length };
    return checked(context, maintenanceLadder, input, () => {
      const isQuery = (request.flags & QUERY) !== 0;
      switch (request.operationClass) {
        case operationClasses.repair:
          return done(
            isQuery ? context.device : repaired(context, decode(repairRequest, payload).header.dpa),
          );
        case operationClasses.sparing:
          return done(isQuery ? queried(context, request) : context.device);
        default:
          return done(context.device);
      }
    });
  },
};

/** Command set 06h, maintenance. */
export const maintenanceCommands: readonly Command[] = [performMaintenance];
