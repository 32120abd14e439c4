import { regionBase, regionBytes } from './virtual-machine';
import type { Random } from './random';
import { endOf, isTaken, type Range, type View } from './view';

export const block = 2n ** 21n;

/** What a generator of steps draws on. */
export interface Drawing {
  readonly random: Random;
  readonly view: View;
  /** Offers of many single blocks, taken whole, to come to the limit of extents. */
  readonly crowded: boolean;
}

export const drawRegion = ({ random, view }: Drawing): number =>
  random.between(0, view.machine.regionCount - 1);

/** Any block range of a region, mostly short. */
function anyRange(drawing: Drawing, region: number): Range {
  const { random, view } = drawing;
  const blocks = regionBytes(view.machine) / Number(block);
  // Crowding into the first blocks makes neighbours, overlaps and splits likely.
  const span = random.chance(0.7) ? Math.min(blocks, 48) : blocks;
  const at = random.between(0, span - 1);
  const length = Math.min(
    random.weighted([
      [6, 1],
      [3, 2],
      [2, 4],
      [2, 8],
      [1, 32],
    ]),
    blocks - at,
  );
  return {
    start: BigInt(regionBase(view.machine, region)) + BigInt(at) * block,
    length: BigInt(length) * block,
  };
}

/** Range of a region where nothing is offered or accepted, if one is found soon. */
export function freeRange(drawing: Drawing, region: number, besides: readonly Range[]): Range {
  const { view } = drawing;
  const all = { ...view, pending: [...view.pending, besides] };
  let range = anyRange(drawing, region);
  for (let tries = 0; tries < 12 && isTaken(all, range); tries += 1) {
    range = anyRange(drawing, region);
  }
  return range;
}

/** Part of a range in whole blocks: the whole, its head, middle or tail. */
export function partOf({ random }: Drawing, { start, length }: Range): Range {
  const blocks = Number(length / block);
  if (blocks <= 1 || random.chance(0.3)) return { start, length };
  const from = random.chance(0.4) ? 0 : random.between(0, blocks - 1);
  const count = random.chance(0.3) ? blocks - from : random.between(1, blocks - from);
  return { start: start + BigInt(from) * block, length: BigInt(count) * block };
}

/** The extents that follow one another without gap from this one on, as one range. */
export function runFrom(first: Range, others: readonly Range[]): Range {
  let end = endOf(first);
  for (let next: Range | undefined = first; next !== undefined;) {
    next = others.find(({ start, length }) => start === end && length > 0n);
    if (next !== undefined) end = endOf(next);
  }
  return { start: first.start, length: end - first.start };
}

/** Some harm to a range: misaligned, empty, or somewhere it cannot be. */
export function spoilt(drawing: Drawing, range: Range): Range {
  const { random, view } = drawing;
  const { start, length } = range;
  const { machine } = view;
  const region = drawRegion(drawing);
  const regionEnd = BigInt(regionBase(machine, region) + regionBytes(machine));
  const small = random.pick([1n, 64n, 4096n, block / 2n]);
  return random.pick<() => Range>([
    () => ({ start: start + small, length }),
    () => ({ start, length: length + small }),
    () => ({ start, length: length - small }),
    () => ({ start, length: 0n }),
    () => ({ start: start + small, length: 0n }),
    () => ({ start: regionEnd - block, length: 2n * block }),
    () => ({ start: regionEnd, length }),
    () => ({ start: regionEnd, length: 0n }),
    () => ({ start: 0n, length: block }),
    () => ({ start: BigInt(regionBase(machine, 0)) - block, length: 2n * block }),
    () => ({ start: 2n ** 63n, length: block }),
    () => ({ start, length: 2n ** 62n }),
    () => ({ start, length: 2n ** 64n - block }),
  ])();
}

/** A step that cannot be drawn now (nothing offered yet, say) is drawn as something else. */
export const oneOf = <T>(random: Random, from: readonly T[]): T | undefined =>
  from.length === 0 ? undefined : from[random.between(0, from.length - 1)];
