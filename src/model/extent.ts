/** Names one extent for the whole run: shown as `e3`. A piece cut from an extent gets a new id and remembers `from`. */
export type ExtentId = number;

/** A range of device capacity. Start DPA and length in bytes; both lie inside one region, so they are safe integers. */
export interface Extent {
  readonly id: ExtentId;
  readonly start: number;
  readonly length: number;
  readonly tag: string;
  readonly sharedSeq: number;
  /** The extent this one was cut from. */
  readonly from?: ExtentId | undefined;
}

/** First byte after the extent. */
export const endOf = ({ start, length }: Bytes): number => start + length;

/** What ranges taken from an extent leave of it, by address. An empty extent is left as it is. */
export function leftOf(extent: Bytes, taken: readonly Bytes[]): readonly Bytes[] {
  if (extent.length === 0) return [extent];
  const left: Bytes[] = [];
  let at = extent.start;
  for (const range of taken.toSorted((a, b) => a.start - b.start)) {
    if (range.start > at) left.push({ start: at, length: range.start - at });
    at = Math.max(at, endOf(range));
  }
  return at < endOf(extent) ? [...left, { start: at, length: endOf(extent) - at }] : left;
}

/** Start and length. */
interface Bytes {
  readonly start: number;
  readonly length: number;
}
