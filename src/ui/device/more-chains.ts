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
