import type { JsonValue } from '../json';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { MiB } from '../units';
import { readAt } from './fm';
import { clear, deviceWith, giveBack, handlesOf, respond, run, type Range } from './run';

/** Bases of the two regions of 2 GiB that a device of the 2023 series has here. */
export const V0 = 0x1000_0000;
export const V1 = V0 + 2048 * MiB;

const request =
  (execute: string) =>
  (extents: readonly Range[], more: Readonly<Record<string, JsonValue>> = {}): Action => ({
    kind: 'qmp',
    execute,
    arguments: {
      path: '/machine/peripheral/cxl-dcd0',
      'region-id': 0,
      extents: extents.map(([offset, len]) => ({ offset, len })),
      ...more,
    },
  });

/** The requests of the 2023 series: offsets and lengths in MiB. */
export const addV3 = request('cxl-add-dynamic-capacity');
export const askBackV3 = request('cxl-release-dynamic-capacity');

/** A device of the 2023 series. Ranges in MiB from the start of region 0: accepted one by one, then offered. */
export function v3With(
  accepted: readonly Range[] = [],
  pending: readonly Range[] = [],
): SimulationState {
  let state = deviceWith({ profile: 'qemu-v3', dcMiB: 4096 });
  const { host } = state;
  for (const range of accepted) {
    state = run(state, addV3([range]), respond([inBytes(range)])).state;
    state = run(state, clear(handlesOf(state))).state;
  }
  if (pending.length > 0) state = run(state, addV3(pending)).state;
  return { ...state, host, tick: 0 };
}

/** DPA and length in bytes of a range in MiB from the start of region 0. */
export const inBytes = ([offset, length]: Range): Range => [
  V0 + Number(offset) * MiB,
  Number(length) * MiB,
];

/** 4802h and 4803h with entries in MiB from the start of region 0. */
export const respondV3 = (...ranges: readonly Range[]): Action => respond(ranges.map(inBytes));
export const giveBackV3 = (...ranges: readonly Range[]): Action => giveBack(ranges.map(inBytes));

/** What comes of a guest's read: `ok` or `error`. */
export function reach(state: SimulationState, dpa: number): string {
  const { reply } = run(state, readAt(dpa));
  return reply.kind === 'memory' ? reply.memtx : reply.kind;
}

const wholeMebibytes = (bytes: JsonValue | undefined): bigint =>
  BigInt.asUintN(64, typeof bytes === 'number' || typeof bytes === 'bigint' ? BigInt(bytes) : 0n) /
  BigInt(MiB);

const isObject = (value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A request of today in the words of the 2023 series; anything else as it is. */
export function inMebibytes(action: Action): Action {
  if (action.kind !== 'qmp' || !isObject(action.arguments)) return action;
  const { path = '', region = 0, extents } = action.arguments;
  if (!Array.isArray(extents)) return action;
  const scaled = extents.map((extent: JsonValue) =>
    isObject(extent)
      ? { offset: wholeMebibytes(extent['offset']), len: wholeMebibytes(extent['len']) }
      : extent,
  );
  return { ...action, arguments: { path, 'region-id': region, extents: scaled } };
}
