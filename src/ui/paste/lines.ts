/** Lines of the text that are lit on both sides, from 1. */
export interface Lines {
  readonly from: number;
  readonly to: number;
  /** They are to come into view in the text. */
  readonly sought?: true;
}
