import { decode } from '../codec/message';
import type { DeviceConfig } from '../device/config';
import { ldOf } from '../device/device-state';
import { dcConfigReply } from '../layouts/dc-config';
import { getEventRecordsReply, type DcRecordFields } from '../layouts/event-record';
import type { QmpRequest } from '../qmp/answer';
import type { SimulationState } from '../simulation/state';
import { CAPACITY_UNIT } from '../units';
import { requestsOf, type Recorded } from './kernel-steps';

const DC_UUID = 'ca95afa7f18340188c2f95268e101a2a';
const GET_CONFIG = 0x4800;
const GET_RECORDS = 0x0100;
const DC_LOG = 4;

/** The device that a reply to Get Dynamic Capacity Configuration shows; nothing where no device of QEMU is like it. */
export function deviceIn(opcode: number, output: Uint8Array, id: string): DeviceConfig | undefined {
  if (opcode !== GET_CONFIG) return undefined;
  const { header, items } = decode(dcConfigReply, output);
  const [first] = items;
  const isWhole = header.available === items.length && header.available <= 8;
  if (first === undefined || !isWhole || first.base % CAPACITY_UNIT !== 0) return undefined;
  const isEven = items.every(
    ({ base, length }, index) => length === first.length && base === first.base + index * length,
  );
  if (!isEven || first.length === 0 || first.length % CAPACITY_UNIT !== 0) return undefined;
  return {
    id,
    staticVolatile: first.base,
    staticPersistent: 0,
    dynamicCapacity: first.length * items.length,
    regionCount: items.length,
  };
}

/** The dynamic capacity records in a reply to Get Event Records. */
export function recordsIn(
  opcode: number,
  payload: Uint8Array,
  output: Uint8Array,
): readonly DcRecordFields[] {
  if (opcode !== GET_RECORDS || payload[0] !== DC_LOG) return [];
  return decode(getEventRecordsReply, output).items.filter(
    ({ uuid }) => uuid.replaceAll('-', '').toLowerCase() === DC_UUID,
  );
}

/**
 * The requests that must have been made before records were read that the device has not: one for the records of a
 * chain, which a record without More closes.
 */
export function requestsBehind(
  records: readonly DcRecordFields[],
  state: SimulationState,
): readonly QmpRequest[] {
  const known = new Set(
    ldOf(state.device).eventLogs.dynamicCapacity.records.map(({ handle }) => handle),
  );
  const chains: DcRecordFields[][] = [[]];
  for (const record of records.filter(({ handle }) => !known.has(handle))) {
    chains.at(-1)?.push(record);
    if ((record.more & 1) === 0) chains.push([]);
  }
  return chains.flatMap((chain) => requestsOf(chain.map(recordOf), state));
}

const recordOf = ({ type, start, length }: DcRecordFields): Recorded => ({
  verb: type === 0 ? 'add' : 'release',
  extent: { start, length },
});
