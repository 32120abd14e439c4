/** What a run can go out as. */
export type ExportId =
  | 'markdown'
  | 'qmp'
  | 'merged'
  | 'v7'
  | 'v5'
  | 'v3'
  | 'v2'
  | 'rfc'
  | 'commandLine'
  | 'script'
  | 'inject'
  | 'hex'
  | 'c'
  | 'list'
  | 'kernel'
  | 'scenario';

export interface ExportKind {
  readonly id: ExportId;
  readonly label: string;
  readonly about: string;
}

/** A run as text, and what its file is called. */
export interface ExportView {
  readonly label: string;
  readonly text: string;
  readonly file: string;
  /** Why there is nothing in it. */
  readonly empty?: string;
}
