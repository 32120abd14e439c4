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
export const endOf = (extent: { readonly start: number; readonly length: number }): number =>
  extent.start + extent.length;
