/** Where the model's host and the recorded one part. */
export interface Mismatch {
  readonly what: string;
  readonly recorded: string;
  readonly model: string;
}
