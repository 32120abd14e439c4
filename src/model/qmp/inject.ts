import { encode } from '../codec/message';
import type { DeviceState } from '../device/device-state';
import { withMediaRecord } from '../event-log/record-events';
import type { Trail } from '../happening';
import { GENERAL_MEDIA_UUID, generalMediaRecord } from '../layouts/media-record';
import type { PlainValues } from './plain-members';

export const INJECT_GENERAL_MEDIA = 'cxl-inject-general-media-event';

/** Members that are there set a bit of the validity flags, in this order. */
const optional = ['channel', 'rank', 'device', 'component-id'];

const numberIn = (values: PlainValues, member: string): number => Number(values[member] ?? 0);
const textIn = (values: PlainValues, member: string): string => String(values[member] ?? '');

function recordOf(values: PlainValues): Uint8Array {
  return encode(generalMediaRecord, {
    uuid: GENERAL_MEDIA_UUID,
    recordLength: 0x80,
    flags: numberIn(values, 'flags') % 0x100_0000,
    handle: 0,
    relatedHandle: 0,
    timestamp: 0n,
    maintenance: '0'.repeat(32),
    dpa: BigInt(values['dpa'] ?? 0),
    descriptor: numberIn(values, 'descriptor'),
    type: numberIn(values, 'type'),
    transactionType: numberIn(values, 'transaction-type'),
    validity: optional.reduce((bits, member, i) => bits | (member in values ? 1 << i : 0), 0),
    channel: numberIn(values, 'channel'),
    rank: numberIn(values, 'rank'),
    device: numberIn(values, 'device') % 0x100_0000,
    component: textIn(values, 'component-id').slice(0, 16),
    subType: numberIn(values, 'sub-type'),
  });
}

/** The members that this program knows what to do with; QEMU 11 has more. */
const modelled = [
  'path',
  'log',
  'flags',
  'dpa',
  'descriptor',
  'type',
  'transaction-type',
  ...optional,
  'sub-type',
];

/** Whether it is known what record comes of these values. */
export const isRecordKnown = (values: PlainValues): boolean =>
  Object.keys(values).every((member) => modelled.includes(member));

/** Injects a general media record into one of the four media logs. */
export function injectGeneralMedia(
  device: DeviceState,
  clock: number,
  values: PlainValues,
  trail: Trail,
): DeviceState {
  const name = mediaLogs[textIn(values, 'log')] ?? 'informational';
  return withMediaRecord(device, clock, { name, bytes: recordOf(values) }, trail);
}

const mediaLogs: Readonly<Record<string, 'informational' | 'warning' | 'failure' | 'fatal'>> = {
  informational: 'informational',
  warning: 'warning',
  failure: 'failure',
  fatal: 'fatal',
};
