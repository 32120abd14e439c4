import {
  emptyList,
  floor,
  inserted,
  itemsOf,
  removed,
  type ChunkedList,
} from '../device/chunked-list';

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

/** The backend with zeros on a range. */
export function zeroed(memory: Memory, offset: number, length: number): Memory {
  let result = memory;
  for (const chunk of memory.pages.chunks) {
    for (const { index } of chunk) {
      const from = Math.max(offset, index * PAGE_SIZE);
      const to = Math.min(offset + length, (index + 1) * PAGE_SIZE);
      if (from < to) result = withBytes(result, from, new Uint8Array(to - from));
    }
  }
  return result;
}

/** Bytes that were really written, in whole pages. */
export const heldBytes = (memory: Memory): number => memory.pages.size * PAGE_SIZE;

/** First byte of every page that was written, in order. */
export const pageStarts = (memory: Memory): readonly number[] =>
  itemsOf(memory.pages).map(({ index }) => index * PAGE_SIZE);
