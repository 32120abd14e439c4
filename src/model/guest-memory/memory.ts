import {
  emptyList,
  floor,
  inserted,
  itemsOf,
  listOf,
  removed,
  type ChunkedList,
} from '../persistent/chunked-list';

const PAGE_SIZE = 4096;

interface Page {
  readonly index: number;
  readonly bytes: Uint8Array;
}

/** One memory backend: pages that were written, copied on write; the rest reads as zero. Sizes in bytes. */
export interface Memory {
  readonly size: number;
  readonly pages: ChunkedList<Page>;
}

const indexOf = (page: Page): number => page.index;

export const emptyMemory = (size: number): Memory => ({ size, pages: emptyList() });

function pageAt(memory: Memory, index: number): Uint8Array | undefined {
  const page = floor(memory.pages, index, indexOf);
  return page?.index === index ? page.bytes : undefined;
}

/** Bytes from `offset` on; the range lies inside the backend. */
export function bytesAt(memory: Memory, offset: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) {
    const within = (offset + at) % PAGE_SIZE;
    const count = Math.min(PAGE_SIZE - within, length - at);
    const page = pageAt(memory, Math.floor((offset + at) / PAGE_SIZE));
    if (page !== undefined) bytes.set(page.subarray(within, within + count), at);
    at += count;
  }
  return bytes;
}

/** The backend with these bytes at `offset`; pages around them are shared. */
export function withBytes(memory: Memory, offset: number, bytes: Uint8Array): Memory {
  let { pages } = memory;
  for (let at = 0; at < bytes.length;) {
    const within = (offset + at) % PAGE_SIZE;
    const count = Math.min(PAGE_SIZE - within, bytes.length - at);
    const index = Math.floor((offset + at) / PAGE_SIZE);
    const copy = (pageAt(memory, index) ?? new Uint8Array(PAGE_SIZE)).slice();
    copy.set(bytes.subarray(at, at + count), within);
    pages = inserted(removed(pages, index, indexOf), { index, bytes: copy }, indexOf);
    at += count;
  }
  return { ...memory, pages };
}

/** The backend with one byte value all over a range, as far as the range is inside it. Whole pages of it are one. */
export function withFill(memory: Memory, offset: number, length: number, fill: number): Memory {
  const end = Math.min(offset + length, memory.size);
  if (offset >= end) return memory;
  const firstWhole = Math.ceil(offset / PAGE_SIZE);
  const pastWhole = Math.max(firstWhole, Math.floor(end / PAGE_SIZE));
  const kept = itemsOf(memory.pages).filter(
    ({ index }) => index < firstWhole || index >= pastWhole,
  );
  const bytes = new Uint8Array(PAGE_SIZE).fill(fill);
  // A page of zeros is the same as no page.
  const count = fill === 0 ? 0 : pastWhole - firstWhole;
  const whole = Array.from({ length: count }, (_, i) => ({ index: firstWhole + i, bytes }));
  const before = kept.filter(({ index }) => index < firstWhole);
  const pages = listOf([...before, ...whole, ...kept.slice(before.length)]);
  return edges(offset, end).reduce(
    (result, [from, to]) => withBytes(result, from, new Uint8Array(to - from).fill(fill)),
    { ...memory, pages },
  );
}

/** The parts of a range that are less than a page. */
function edges(offset: number, end: number): readonly (readonly [from: number, to: number])[] {
  const up = Math.min(end, Math.ceil(offset / PAGE_SIZE) * PAGE_SIZE);
  const down = Math.max(up, Math.floor(end / PAGE_SIZE) * PAGE_SIZE);
  const parts: readonly (readonly [number, number])[] = [
    [offset, up],
    [down, end],
  ];
  return parts.filter(([from, to]) => from < to);
}

/** Bytes that were really written, in whole pages. */
export const heldBytes = (memory: Memory): number => memory.pages.size * PAGE_SIZE;

/** First byte of every page that was written, in order. */
export const pageStarts = (memory: Memory): readonly number[] =>
  itemsOf(memory.pages).map(({ index }) => index * PAGE_SIZE);
