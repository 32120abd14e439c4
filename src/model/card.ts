/** One error, whoever made it: what, where, why, evidence, fix. */
export interface Card {
  readonly title: string;
  readonly what: string;
  /** Places that it names, each with the thing on the page that it is, if it is one. */
  readonly where: readonly { readonly text: string; readonly entity?: string }[];
  readonly why: string;
  readonly section?: string;
  readonly evidence: readonly string[];
  readonly fix: string;
}
