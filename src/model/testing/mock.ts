import { decode } from '../codec/message';
import { dcExtentListReply } from '../layouts/dc-extent-list';
import type { InjectFile } from '../interop/inject-line';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import type { StepResult } from '../simulation/steps/step';
import { GiB, MiB } from '../units';
import { deviceWith, mailbox, run, type Range } from './run';

/** The mock of Linux: two extents accepted, or nothing. */
export const mock = { profile: 'cxl-test' } as const;
export const emptyMock: SimulationState = deviceWith({ ...mock, startsEmpty: true });

/** Its ranges by the names that its tests in ndctl give them. */
export const BASE = 2 * GiB;
export const LEN = 64 * MiB;
export const PRE = BASE + 128 * MiB;
export const PRE2 = BASE + 256 * MiB;
export const base: Range = [BASE, LEN];
export const pre: Range = [PRE, LEN];
export const pre2: Range = [PRE2, LEN];
export const TAG_A = '11111111-1111-1111-1111-111111111111';

/** A line to a file of the mock, as it is. */
export const line = (text: string, file: InjectFile = 'dc_inject_extent'): Action => ({
  kind: 'inject',
  file,
  line: text,
});

export const inject = ([start, length]: Range, tag = '', more = 0, seq = 0): Action =>
  line(`${start}:${length}:${tag}:${more}:${seq}`);

export const delExtent = ([start, length]: Range, tag = ''): Action =>
  line(`${start}:${length}:${tag}`, 'dc_del_extent');

export const delForced = ([start, length]: Range, tag = ''): Action =>
  line(`${start}:${length}:${tag}`, 'dc_force_del_extent');

/** Two little-endian words. */
export function words(first: number, second: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, first, true);
  new DataView(bytes.buffer).setUint32(4, second, true);
  return bytes;
}

export const bytesOf = ({ reply }: StepResult): Uint8Array =>
  reply.kind === 'mailbox' ? reply.output : new Uint8Array();

/** What Get DC Extent List says: start, tag and sequence of each extent. */
export function listOf(state: SimulationState) {
  const result = run(state, mailbox(0x4801, words(100, 0)));
  const { header, items } = decode(dcExtentListReply, bytesOf(result));
  return { ...header, extents: items.map((item) => [item.start, item.tag, item.sharedSeq]) };
}
