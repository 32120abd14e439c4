import {
  emptyList,
  floor,
  inserted,
  itemsOf,
  removed,
  sliceOf,
  visitFrom,
  type ChunkedList,
} from '../persistent/chunked-list';
import type { Whole } from '../whole';
import { endOf, type Extent } from '../extent';

/** An extent in a list that keeps the order things were appended in. */
export interface ListedExtent extends Extent {
  readonly order: number;
}

/** Disjoint extents, in the order a host sees them and findable by address. */
export interface ExtentList {
  readonly byOrder: ChunkedList<ListedExtent>;
  readonly byAddress: ChunkedList<ListedExtent>;
  readonly nextOrder: number;
}

const orderOf = (extent: ListedExtent): number => extent.order;
const startOf = (extent: Extent): number => extent.start;

export const emptyExtents: ExtentList = {
  byOrder: emptyList(),
  byAddress: emptyList(),
  nextOrder: 0,
};

export const countOf = (list: ExtentList): number => list.byOrder.size;

/** The list with the extent at its tail. It overlaps none that is in it. */
export function withExtent(list: ExtentList, extent: Extent): ExtentList {
  const listed: Whole<ListedExtent> = {
    id: extent.id,
    start: extent.start,
    length: extent.length,
    tag: extent.tag,
    sharedSeq: extent.sharedSeq,
    from: extent.from,
    order: list.nextOrder,
  };
  return {
    byOrder: inserted(list.byOrder, listed, orderOf),
    // An empty extent, which only the 2023 series accepts, is at no address.
    byAddress: extent.length === 0 ? list.byAddress : inserted(list.byAddress, listed, startOf),
    nextOrder: list.nextOrder + 1,
  };
}

export const withoutExtent = (list: ExtentList, extent: ListedExtent): ExtentList => ({
  byOrder: removed(list.byOrder, extent.order, orderOf),
  byAddress: extent.length === 0 ? list.byAddress : removed(list.byAddress, extent.start, startOf),
  nextOrder: list.nextOrder,
});

/** Up to `count` extents in list order, from position `index` on. */
export const extentsFrom = (
  list: ExtentList,
  index: number,
  count: number,
): readonly ListedExtent[] => sliceOf(list.byOrder, index, count);

/** The extents from an index on, sorted by start address. */
export const extentsByAddress = (
  list: ExtentList,
  index: number,
  count: number,
): readonly ListedExtent[] => sliceOf(list.byAddress, index, count);

export const inOrder = (list: ExtentList): readonly ListedExtent[] => itemsOf(list.byOrder);

/** The extent that holds the byte at `dpa`. */
export function extentAt(list: ExtentList, dpa: number): ListedExtent | undefined {
  const extent = floor(list.byAddress, dpa, startOf);
  return extent !== undefined && endOf(extent) > dpa ? extent : undefined;
}

/** The extents that share a byte with `start`..`end`, by address. */
export function extentsIn(list: ExtentList, start: number, end: number): readonly ListedExtent[] {
  const found: ListedExtent[] = [];
  visitFrom(list.byAddress, start, startOf, (extent) => {
    if (extent.start >= end) return false;
    if (endOf(extent) > start) found.push(extent);
    return true;
  });
  return found;
}

/** The same where extents may lie on each other: any that starts before `start` may reach it. */
export function extentsOver(list: ExtentList, start: number, end: number): readonly ListedExtent[] {
  const found: ListedExtent[] = [];
  visitFrom(list.byAddress, 0, startOf, (extent) => {
    if (extent.start >= end) return false;
    if (endOf(extent) > start) found.push(extent);
    return true;
  });
  return found;
}

/** The first extent, by address, that shares a byte with `start`..`end`. */
export function firstIn(list: ExtentList, start: number, end: number): ListedExtent | undefined {
  let found: ListedExtent | undefined;
  visitFrom(list.byAddress, start, startOf, (extent) => {
    if (extent.start >= end) return false;
    if (endOf(extent) <= start) return true;
    found = extent;
    return false;
  });
  return found;
}
