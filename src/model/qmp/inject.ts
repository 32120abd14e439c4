import { encode } from '../codec/message';
import { profileOf, type DeviceState } from '../device/device-state';
import { withMediaRecord } from '../event-log/record-events';
import type { Trail } from '../happening';
import type { JsonValue } from '../json';
import { GENERAL_MEDIA_UUID, generalMediaRecord } from '../layouts/media-record';
import { checkPlain, type PlainMember, type PlainValues } from './schema';

export const INJECT_GENERAL_MEDIA = 'cxl-inject-general-media-event';

const members = (subType: boolean): readonly PlainMember[] => [
  { member: 'path', type: 'str' },
  { member: 'log', type: 'enum', values: ['informational', 'warning', 'failure', 'fatal'] },
  { member: 'flags', type: 'uint32' },
  { member: 'dpa', type: 'uint64' },
  { member: 'descriptor', type: 'uint8' },
  { member: 'type', type: 'uint8' },
  { member: 'transaction-type', type: 'uint8' },
  { member: 'channel', type: 'uint8', optional: true },
  { member: 'rank', type: 'uint8', optional: true },
  { member: 'device', type: 'uint32', optional: true },
  { member: 'component-id', type: 'str', optional: true },
  ...(subType ? [{ member: 'sub-type', type: 'uint8' } as const] : []),
];

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

/** Injects a general media record into one of the four media logs, or says which argument QEMU refuses. */
export function injectGeneralMedia(
  device: DeviceState,
  clock: number,
  args: JsonValue,
  trail: Trail,
):
  | { readonly ok: true; readonly device: DeviceState }
  | { readonly ok: false; readonly desc: string; readonly at: string } {
  const checked = checkPlain(members(profileOf(device).injectsSubType), args);
  if (!checked.ok) return checked;
  const name = mediaLogs[textIn(checked.value, 'log')] ?? 'informational';
  const record = { name, bytes: recordOf(checked.value) };
  return { ok: true, device: withMediaRecord(device, clock, record, trail) };
}

const mediaLogs: Readonly<Record<string, 'informational' | 'warning' | 'failure' | 'fatal'>> = {
  informational: 'informational',
  warning: 'warning',
  failure: 'failure',
  fatal: 'fatal',
};
