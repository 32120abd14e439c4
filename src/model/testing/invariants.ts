import {
  allSet,
  bitAt,
  emptyBlocks,
  withRun,
  type BlockMap,
  type BlockRun,
} from '../persistent/block-map';
import { itemsOf } from '../persistent/chunked-list';
import { ldOf, profileOf, type Region } from '../device/device-state';
import { inOrder } from '../device/extent-list';
import { logNames } from '../happening';
import type { HostExtent } from '../host/host-state';
import type { SimulationState } from '../simulation/state';
import { ldIn } from './run';

interface Span {
  readonly start: number;
  readonly length: number;
}

/** How often each block of a region is named by the spans. */
function marks(region: Region, spans: readonly Span[]): Uint8Array {
  const times = new Uint8Array(region.blocks);
  for (const { start, length } of spans) {
    const first = Math.max(0, (start - region.base) / region.blockSize);
    const last = Math.min(region.blocks, (start + length - region.base) / region.blockSize);
    for (let block = first; block < last; block += 1) times[block] = (times[block] ?? 0) + 1;
  }
  return times;
}

/**
 * The 2023 series offers whatever it is told, so offers may overlap, and leaves bits of what was released in
 * part: there a bit may be set that no extent has.
 */
const isLoose = ({ device }: SimulationState): boolean => profileOf(device).updates === 'oneByOne';

/** The mock looks at the first byte of an extent only: extents may overlap and lie anywhere. */
const mayOverlap = ({ device }: SimulationState): boolean =>
  profileOf(device).updates === 'wholeExtents';

/** What is wrong with a state: every line is a bug of the model. */
export function brokenInvariants(state: SimulationState): readonly string[] {
  return [
    ...wrongBlocks(state),
    ...wrongCounts(state),
    ...wrongLogs(state),
    ...wrongBeliefs(state),
    ...wrongRegisters(state),
  ];
}

/** Bits are the union of the accepted extents, and asked back is only what is accepted. */
function wrongUnion(state: SimulationState): readonly string[] {
  const { regions, bitmaps, accepted, askedBack } = ldIn(state);
  return regions.flatMap((region) => {
    const runs = inOrder(accepted).flatMap((extent) => runOf(region, extent) ?? []);
    const union = runs.reduce((bits, run) => withRun(bits, run, 1), emptyBlocks(region.blocks));
    const back = itemsOf(askedBack).flatMap(
      ({ start, end }) => runOf(region, { start, length: end - start }) ?? [],
    );
    return [
      ...(sameBits(bitmaps[region.index], union) ? [] : ['a bit is wrong']),
      ...(back.every((run) => allSet(union, run)) ? [] : ['asked back and not accepted']),
    ];
  });
}

const sameBits = (a: BlockMap | undefined, b: BlockMap): boolean =>
  b.groups.every((pages, g) =>
    pages.every((words, p) => {
      const others = a?.groups[g]?.[p];
      return words === others || words.every((word, i) => word === others?.[i]);
    }),
  );

function runOf({ base, length, blockSize }: Region, span: Span): BlockRun | undefined {
  const from = Math.max(span.start - base, 0);
  const to = Math.min(span.start + span.length - base, length);
  const first = Math.floor(from / blockSize);
  return from < to ? { first, count: Math.ceil(to / blockSize) - first } : undefined;
}

function wrongBlocks(state: SimulationState): readonly string[] {
  if (mayOverlap(state)) return wrongUnion(state);
  const ld = ldIn(state);
  const held = {
    taken: inOrder(ld.accepted),
    offered: isLoose(state) ? [] : ld.pending.flatMap(({ extents }) => extents),
    back: itemsOf(ld.askedBack).map(({ start, end }) => ({ start, length: end - start })),
  };
  return ld.regions.flatMap((region) => {
    const bitmap = ld.bitmaps[region.index];
    return bitmap === undefined
      ? [`r${region.index} has no bitmap`]
      : wrongBlocksIn(region, bitmap, held, isLoose(state));
  });
}

interface Beside {
  readonly offered: number | undefined;
  readonly back: number | undefined;
}

function wrongBlock(
  times: number,
  { offered = 0, back = 0 }: Beside,
  loose: boolean,
  bit: 0 | 1,
): string | undefined {
  if (times + offered > 1) return 'is held twice';
  if (loose ? bit < times : bit !== times) return 'has a wrong bit';
  return back > times ? 'is asked back and not accepted' : undefined;
}

function wrongBlocksIn(
  region: Region,
  bitmap: BlockMap,
  held: Readonly<Record<'taken' | 'offered' | 'back', readonly Span[]>>,
  loose: boolean,
): readonly string[] {
  const taken = marks(region, held.taken);
  const offered = marks(region, held.offered);
  const back = marks(region, held.back);
  const wrong: string[] = [];
  for (let block = 0; block < region.blocks; block += 1) {
    const times = taken[block] ?? 0;
    const bit = bitAt(bitmap, block);
    const what = wrongBlock(times, { offered: offered[block], back: back[block] }, loose, bit);
    if (what !== undefined) wrong.push(`r${region.index} block ${block} ${what}`);
  }
  return wrong;
}

function wrongCounts(state: SimulationState): readonly string[] {
  const { accepted, pending, pendingCount, pendingByAddress } = ldIn(state);
  const offered = pending.flatMap(({ extents }) => extents).filter(({ length }) => length > 0);
  const byOrder = itemsOf(accepted.byOrder);
  const whole = byOrder.filter(({ length }) => length > 0);
  const indexed = isLoose(state) ? [] : offered;
  const ids = [...byOrder, ...offered].map(({ id }) => id);
  const checks: readonly (readonly [string, boolean])[] = [
    [
      'pendingCount',
      pendingCount === pending.reduce((sum, { extents }) => sum + extents.length, 0),
    ],
    ['pendingByAddress', same(itemsOf(pendingByAddress), byStart(indexed))],
    ['byOrder.size', accepted.byOrder.size === byOrder.length],
    ['byAddress.size', accepted.byAddress.size === whole.length],
    ['byAddress', same(itemsOf(accepted.byAddress), byStart(whole))],
    ['ids', new Set(ids).size === ids.length],
    ['no empty group', pending.every(({ extents }) => extents.length > 0)],
  ];
  return checks.filter(([, holds]) => !holds).map(([name]) => `${name} is wrong`);
}

const same = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every((span, i) => span === b[i]);

const byStart = <T extends Span>(spans: readonly T[]): readonly T[] =>
  spans.toSorted((a, b) => a.start - b.start);

function wrongLogs(state: SimulationState): readonly string[] {
  const { eventLogs } = ldIn(state);
  return logNames.flatMap((name) => {
    const { records } = eventLogs[name];
    return [
      ...(records.length > profileOf(state.device).eventLogCapacity
        ? [`${name} holds ${records.length} records`]
        : []),
      ...(records.some(({ handle }) => handle === 0) ? [`${name} has a handle 0`] : []),
      ...(records.some(({ serial }, i) => i > 0 && serial !== (records[i - 1]?.serial ?? 0) + 1)
        ? [`${name} is out of order`]
        : []),
    ];
  });
}

/** Event Status has no bit of an empty log; the percentage and the message limit are in their range. */
function wrongRegisters(state: SimulationState): readonly string[] {
  const { responseLimit } = state.device;
  const { eventStatus, background, poison } = ldOf(state.device);
  const { eventLogs } = ldIn(state);
  const empty = logNames.filter(
    (name, i) => (eventStatus >> i) % 2 === 1 && eventLogs[name].records.length === 0,
  );
  const checks: readonly (readonly [string, boolean])[] = [
    ['Event Status', empty.length === 0],
    ['percentage', background.percent >= 0 && background.percent <= 100],
    ['message limit', responseLimit >= 8 && responseLimit <= 10],
    ['poison list', poison.length <= 257],
  ];
  return checks.filter(([, holds]) => !holds).map(([name]) => `${name} is wrong`);
}

/** No two things of a host have the same name, a group is of one region and tag, and held is what is shown. */
const wrongBeliefs = ({ host }: SimulationState): readonly string[] => {
  const { extents, daxDevices, regions, held } = host;
  const shown = extents.map(({ start, length }) => ({ start, end: start + length }));
  const groups = extents.map(({ group, region, tag }) => `${group} ${region} ${tag}`);
  const checks: readonly (readonly [string, boolean])[] = [
    ['extents use a name twice', differ(extents.map(({ region, index }) => `${region}.${index}`))],
    ['dax devices use a name twice', differ(daxDevices.map(({ id }) => id))],
    ['regions use a name twice', differ(regions.map(({ id }) => id))],
    ['a group has two regions or tags', new Set(groups).size === groupsIn(extents)],
    ['the host holds other bytes than shown', covered(shown) === covered(itemsOf(held))],
  ];
  return checks.filter(([, holds]) => !holds).map(([wrong]) => wrong);
};

const differ = (names: readonly unknown[]): boolean => new Set(names).size === names.length;

const groupsIn = (extents: readonly HostExtent[]): number =>
  new Set(extents.map(({ group }) => group)).size;

/** The bytes of some ranges, which may touch and overlap, as text. */
function covered(ranges: readonly { readonly start: number; readonly end: number }[]): string {
  const runs: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = runs.at(-1);
    if (start === end) continue;
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else runs.push({ start, end });
  }
  return runs.map(({ start, end }) => `${start}-${end}`).join(' ');
}
