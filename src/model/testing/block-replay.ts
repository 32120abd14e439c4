import { itemsOf } from '../persistent/chunked-list';
import { ldOf, type Region } from '../device/device-state';
import type { Extent } from '../extent';
import { inOrder } from '../device/extent-list';
import type { Happening } from '../happening';
import type { SimulationState } from '../simulation/state';
import type { Frame } from '../simulation/run/timeline';
import type { Scene } from '../view/scene/scene';
import type { DrawnState } from '../view/page/vocabulary';

interface Change {
  readonly step: number;
  readonly n: number;
}

/**
 * Every block of a device, as the happenings of a run leave it: counted by a way of our own. Regions may be given
 * coarser blocks than they have, for a device of a million.
 */
export class Replay {
  readonly changed = new Map<string, Change>();
  readonly #accepted = new Map<string, number>();
  readonly #asked = new Set<string>();
  readonly #offers = new Map<number, Set<string>>();
  readonly #regions: readonly Region[];

  constructor(first: SimulationState, blockSize?: number) {
    const { regions, accepted, pending } = ldOf(first.device);
    this.#regions =
      blockSize === undefined ? regions : regions.map((region) => coarser(region, blockSize));
    for (const extent of inOrder(accepted)) this.#count(this.#blocks(extent), 1);
    for (const { extents } of pending) for (const extent of extents) this.#offer(extent);
  }

  add(frame: Frame, step: number): void {
    for (const happening of frame.happenings) {
      const touched = this.#touched(frame, happening);
      const before = touched.map((block) => this.drawn(block));
      this.#apply(frame, happening);
      touched.forEach((block, i) => {
        if (this.drawn(block) !== before[i]) this.changed.set(block, { step, n: happening.n });
      });
    }
  }

  drawn(block: string): DrawnState {
    if ((this.#accepted.get(block) ?? 0) > 0)
      return this.#asked.has(block) ? 'askedBack' : 'accepted';
    return [...this.#offers.values()].some((blocks) => blocks.has(block)) ? 'offered' : 'free';
  }

  #offer(extent: Extent): void {
    this.#offers.set(extent.id, new Set(this.#blocks(extent)));
  }

  #count(blocks: readonly string[], by: 1 | -1): void {
    for (const block of blocks) this.#accepted.set(block, (this.#accepted.get(block) ?? 0) + by);
  }

  #blocks({ start, length }: { readonly start: number; readonly length: number }): string[] {
    return this.#regions.flatMap(({ index, base, blocks, blockSize }) => {
      const from = Math.max(0, Math.floor((start - base) / blockSize));
      const to = Math.min(blocks, Math.ceil((start + length - base) / blockSize));
      return Array.from({ length: Math.max(0, to - from) }, (_, i) => `${index}:${from + i}`);
    });
  }

  #touched(frame: Frame, happening: Happening): string[] {
    switch (happening.what) {
      case 'groupOffered':
        return groupIn(frame, happening).flatMap((extent) => this.#blocks(extent));
      case 'extentAccepted':
      case 'extentReleased':
      case 'extentWithdrawn':
      case 'releaseAsked':
        return this.#blocks(happening);
      default:
        return [];
    }
  }

  #apply(frame: Frame, happening: Happening): void {
    switch (happening.what) {
      case 'groupOffered':
        for (const extent of groupIn(frame, happening)) this.#offer(extent);
        break;
      case 'extentAccepted':
        for (const block of this.#blocks(happening))
          this.#offers.get(happening.from)?.delete(block);
        this.#count(this.#blocks(happening), 1);
        break;
      case 'extentWithdrawn':
        for (const block of this.#blocks(happening))
          this.#offers.get(happening.extent)?.delete(block);
        break;
      case 'extentReleased':
        for (const block of this.#blocks(happening)) this.#asked.delete(block);
        this.#count(this.#blocks(happening), -1);
        break;
      case 'releaseAsked':
        for (const block of this.#blocks(happening)) this.#asked.add(block);
        break;
      default:
    }
  }
}

const groupIn = (
  { state }: Frame,
  { group, extents }: Extract<Happening, { readonly what: 'groupOffered' }>,
): readonly Extent[] =>
  (ldOf(state.device).pending.find(({ id }) => id === group)?.extents ?? []).filter(({ id }) =>
    extents.includes(id),
  );

/** The state of every block of a region, painted from what the device holds. */
export function painted(
  { after }: Scene,
  { base, blocks, blockSize }: Region,
): readonly DrawnState[] {
  const ld = ldOf(after.device);
  const drawn = Array<DrawnState>(blocks).fill('free');
  const paint = (state: DrawnState, start: number, end: number, over: DrawnState): void => {
    const from = Math.max(0, Math.floor((start - base) / blockSize));
    const to = Math.min(blocks, Math.ceil((end - base) / blockSize));
    for (let block = from; block < to; block += 1) if (drawn[block] === over) drawn[block] = state;
  };
  for (const { extents } of ld.pending)
    for (const { start, length } of extents) paint('offered', start, start + length, 'free');
  for (const { start, length } of inOrder(ld.accepted)) {
    paint('accepted', start, start + length, 'free');
    paint('accepted', start, start + length, 'offered');
  }
  for (const { start, end } of itemsOf(ld.askedBack)) paint('askedBack', start, end, 'accepted');
  return drawn;
}

/** A region counted in larger blocks. */
export const coarser = (region: Region, blockSize: number): Region => ({
  ...region,
  blockSize,
  blocks: region.length / blockSize,
});
