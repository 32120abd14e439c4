import { encode } from '../codec/message';
import { deviceWith, profileOf, type DeviceState } from '../device/device-state';
import { withMediaRecord } from '../device/record-events';
import type { Profile } from '../device/profiles/profile';
import type { Trail } from '../happening';
import { isJsonObject, type JsonValue } from '../json';
import { GENERAL_MEDIA_UUID, generalMediaRecord } from '../layouts/media-record';
import type { PlainValues } from '../qmp-schema/plain-members';
import { bytesOf } from '../qmp-schema/qemu-bytes';

export const INJECT_GENERAL_MEDIA = 'cxl-inject-general-media-event';

type Bits = Readonly<Record<string, number>>;

/** Members that are there set a bit: of the validity flags, of the record's flags, of the descriptor. */
const validity: Bits = { channel: 1, rank: 2, device: 4, 'component-id': 8 };
const flags: Bits = { 'maint-op-subclass': 0x40, 'ld-id': 0x80, 'head-id': 0x100 };
const descriptor: Bits = { 'cme-count': 2 };
/** The validity flag of a component id that is one of PLDM. */
const pldm = 0x10;

const bitsOf = (values: PlainValues, bits: Bits): number =>
  Object.entries(bits).reduce((sum, [member, bit]) => sum | (member in values ? bit : 0), 0);

const numberIn = (values: PlainValues, member: string): number => Number(values[member] ?? 0);
const textIn = (values: PlainValues, member: string): string => String(values[member] ?? '');
const low24 = (value: number): number => value % 0x100_0000;

const isPldm = (values: PlainValues): boolean =>
  values['is-comp-id-pldm'] === true && 'component-id' in values;

function recordOf(values: PlainValues, componentSize: number): Uint8Array {
  return encode(generalMediaRecord, {
    uuid: GENERAL_MEDIA_UUID,
    recordLength: 0x80,
    flags: low24(numberIn(values, 'flags') | bitsOf(values, flags)),
    handle: 0,
    relatedHandle: 0,
    timestamp: 0n,
    maintenanceClass: numberIn(values, 'maint-op-class'),
    maintenanceSubclass: numberIn(values, 'maint-op-subclass'),
    ld: numberIn(values, 'ld-id'),
    head: numberIn(values, 'head-id'),
    dpa: BigInt(values['dpa'] ?? 0),
    descriptor: numberIn(values, 'descriptor') | bitsOf(values, descriptor),
    type: numberIn(values, 'type'),
    transactionType: numberIn(values, 'transaction-type'),
    validity: bitsOf(values, validity) | (isPldm(values) ? pldm : 0),
    channel: numberIn(values, 'channel'),
    rank: numberIn(values, 'rank'),
    device: low24(numberIn(values, 'device')),
    component: bytesOf(textIn(values, 'component-id')).slice(0, componentSize),
    correctedFlags: numberIn(values, 'cme-ev-flags'),
    correctedCount: low24(numberIn(values, 'cme-count')),
    subType: numberIn(values, 'sub-type'),
  });
}

/** Bytes of a component id in a record, and what stands behind a shorter one. QEMU 10 keeps the last byte for a zero. */
const components = {
  '8.2': { size: 15, tail: 'zeros' },
  '10.0': { size: 15, tail: 'zeros' },
  '11.1': { size: 16, tail: 'whatever' },
  none: { size: 16, tail: 'zeros' },
} as const;

/**
 * Whether a record holds more than was injected: QEMU 11 copies sixteen bytes from wherever the component id lies, and
 * behind a shorter one stands what happens to lie there. It was recorded as zeros.
 */
export function isTailUnknown(args: JsonValue, { qmpCommands }: Profile): boolean {
  const { size, tail } = components[qmpCommands];
  const id = isJsonObject(args) ? args['component-id'] : undefined;
  return tail === 'whatever' && typeof id === 'string' && bytesOf(id).length + 1 < size;
}

/** Injects a general media record into one of the four media logs. */
export function injectGeneralMedia(
  device: DeviceState,
  clock: number,
  values: PlainValues,
  trail: Trail,
): DeviceState {
  const name = mediaLogs[textIn(values, 'log')] ?? 'informational';
  const bytes = recordOf(values, components[profileOf(device).qmpCommands].size);
  const logged = withMediaRecord(device, clock, { name, bytes }, trail);
  return (numberIn(values, 'flags') & NEEDS_MAINTENANCE) === 0
    ? logged
    : maintained(logged, values);
}

/** Flag of a record: maintenance is needed. */
const NEEDS_MAINTENANCE = 8;

/** What of a place a sparing record tells later: its validity flags. */
const sparing: Bits = { channel: 0x01, rank: 0x02, 'component-id': 0x80 };
const sparingPldm = 0x100;

/** The device that remembers a place which needs maintenance, once (QEMU 11.1). */
function maintained(device: DeviceState, values: PlainValues): DeviceState {
  const dpa = BigInt(values['dpa'] ?? 0);
  if (device.maintained.some((place) => place.dpa === dpa)) return device;
  const place = {
    dpa,
    validity: bitsOf(values, sparing) | (isPldm(values) ? sparingPldm : 0),
    channel: numberIn(values, 'channel'),
    rank: numberIn(values, 'rank'),
    component: bytesOf(textIn(values, 'component-id')).slice(0, 16),
  };
  return deviceWith(device, { maintained: [place, ...device.maintained] });
}

const mediaLogs: Readonly<Record<string, 'informational' | 'warning' | 'failure' | 'fatal'>> = {
  informational: 'informational',
  warning: 'warning',
  failure: 'failure',
  fatal: 'fatal',
};
