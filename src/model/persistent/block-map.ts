import { invariant } from '../assert';

/** Blocks per page of a map: 64 bytes, small enough for a JavaScript engine to keep beside other objects. */
const PAGE = 512;
/** Pages per group. A page that is all zeros or all ones, and a group of such pages, is shared by every map. */
const GROUP = 64;
const WORDS = PAGE / 32;
const ZEROS = new Uint32Array(WORDS);
const ONES = new Uint32Array(WORDS).fill(0xffff_ffff);

type Group = readonly Uint32Array[];

const zeroGroup = (pages: number): Group => Array.from({ length: pages }, () => ZEROS);
const ZERO_GROUP = zeroGroup(GROUP);

/** One bit a block, set while the block is backed. Pages are copied on write and never changed after. */
export interface BlockMap {
  readonly blocks: number;
  readonly groups: readonly Group[];
}

const pageAt = (map: BlockMap, page: number): Uint32Array =>
  map.groups[Math.floor(page / GROUP)]?.[page % GROUP] ?? ZEROS;

/** First block and number of blocks. */
export interface BlockRun {
  readonly first: number;
  readonly count: number;
}

/** No bit set. The last group has only the pages there are: most devices need few, and a change copies its group. */
export function emptyBlocks(blocks: number): BlockMap {
  const pages = Math.ceil(blocks / PAGE);
  const groups = Array.from({ length: Math.floor(pages / GROUP) }, () => ZERO_GROUP);
  if (pages % GROUP > 0) groups.push(zeroGroup(pages % GROUP));
  return { blocks, groups };
}

/** Bits `from`..`to` (to excluded, both within the word) as a mask. */
const maskOf = (from: number, to: number): number =>
  (to === 32 ? 0xffff_ffff : (1 << to) - 1) & ~((1 << from) - 1);

/** The map with the run's bits set or cleared. */
export function withRun(map: BlockMap, { first, count }: BlockRun, bit: 0 | 1): BlockMap {
  invariant(
    first >= 0 && first + count <= map.blocks,
    `run ${first}+${count} outside ${map.blocks}`,
  );
  if (count === 0) return map;
  const last = first + count;
  const groups = map.groups.slice();
  for (let at = Math.floor(first / (PAGE * GROUP)); at * PAGE * GROUP < last; at += 1) {
    groups[at] = withGroupRun(
      map.groups[at] ?? ZERO_GROUP,
      first - at * PAGE * GROUP,
      last - at * PAGE * GROUP,
      bit,
    );
  }
  return { blocks: map.blocks, groups };
}

/** A group with the bits `first`..`last` set or cleared, as far as they are in it. */
function withGroupRun(group: Group, first: number, last: number, bit: 0 | 1): Group {
  const pages = group.slice();
  const start = Math.max(first, 0);
  for (let page = Math.floor(start / PAGE); page < GROUP && page * PAGE < last; page += 1) {
    const from = Math.max(start - page * PAGE, 0);
    const to = Math.min(last - page * PAGE, PAGE);
    pages[page] = withPageRun(group[page] ?? ZEROS, from, to, bit);
  }
  return pages;
}

function withPageRun(page: Uint32Array, from: number, to: number, bit: 0 | 1): Uint32Array {
  if (from === 0 && to === PAGE) return bit === 1 ? ONES : ZEROS;
  const words = page.slice();
  for (let word = from >>> 5; word * 32 < to; word += 1) {
    const mask = maskOf(Math.max(from - word * 32, 0), Math.min(to - word * 32, 32));
    const old = words[word] ?? 0;
    words[word] = bit === 1 ? old | mask : old & ~mask;
  }
  return words;
}

/** Whether every bit of the run is set. A run that leaves the map is not; an empty run is. */
export function allSet(map: BlockMap, { first, count }: BlockRun): boolean {
  if (count === 0) return true;
  const last = first + count;
  for (let page = Math.floor(first / PAGE); page * PAGE < last; page += 1) {
    const words = pageAt(map, page);
    if (words === ONES) continue;
    if (words === ZEROS) return false;
    const from = Math.max(first - page * PAGE, 0);
    const to = Math.min(last - page * PAGE, PAGE);
    if (!pageAllSet(words, from, to)) return false;
  }
  return true;
}

function pageAllSet(words: Uint32Array, from: number, to: number): boolean {
  for (let word = from >>> 5; word * 32 < to; word += 1) {
    const mask = maskOf(Math.max(from - word * 32, 0), Math.min(to - word * 32, 32));
    if (((words[word] ?? 0) & mask) >>> 0 !== mask >>> 0) return false;
  }
  return true;
}

/** The bit of one block. */
export function bitAt(map: BlockMap, block: number): 0 | 1 {
  const word = pageAt(map, Math.floor(block / PAGE))[(block % PAGE) >>> 5] ?? 0;
  return ((word >>> (block % 32)) & 1) === 1 ? 1 : 0;
}

/** Whether two maps of one length have the same bits. Shared pages are not looked into. */
export const sameBlocks = (a: BlockMap, b: BlockMap): boolean =>
  a.groups.every((group, at) => group === b.groups[at] || sameGroup(group, b.groups[at]));

const sameGroup = (a: Group, b: Group = ZERO_GROUP): boolean =>
  a.every((page, at) => page === b[at] || page.every((word, i) => word === b[at]?.[i]));
