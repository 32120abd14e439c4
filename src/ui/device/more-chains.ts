import type { RecordSlot } from '../../model/view/page';

export interface MoreChain {
  readonly first: number;
  readonly last: number;
}

/** Slots that one add request filled: each but the last says that more follow. */
export function moreChains(slots: readonly Pick<RecordSlot, 'more'>[]): readonly MoreChain[] {
  const chains: MoreChain[] = [];
  let first: number | undefined;
  slots.forEach((slot, index) => {
    if (slot.more) {
      first ??= index;
      return;
    }
    if (first !== undefined) chains.push({ first, last: index });
    first = undefined;
  });
  if (first !== undefined) chains.push({ first, last: slots.length - 1 });
  return chains;
}

/** Slots in one row of the log. */
export const slotsInRow = 8;

/** A chain, or the part of it in one row: its row and its columns there, all from 0. */
export interface Bracket {
  readonly row: number;
  readonly first: number;
  readonly last: number;
}

/** Chains as they are drawn in a log of several rows. */
export const bracketsOf = (chains: readonly MoreChain[]): readonly Bracket[] =>
  chains.flatMap(({ first, last }) => {
    const top = Math.floor(first / slotsInRow);
    const bottom = Math.floor(last / slotsInRow);
    return Array.from({ length: bottom - top + 1 }, (_, i): Bracket => {
      const start = (top + i) * slotsInRow;
      return {
        row: top + i,
        first: Math.max(first - start, 0),
        last: Math.min(last - start, slotsInRow - 1),
      };
    });
  });
