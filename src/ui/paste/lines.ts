/** Lines of the text that are lit on both sides, from 1. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}
