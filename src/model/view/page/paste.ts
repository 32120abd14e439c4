import type { Card } from '../../card';

/** Lines of a pasted text, from 1. */
interface PasteLines {
  readonly from: number;
  readonly to: number;
}

/** Lines of one kind, one after the other. */
export interface PasteKind extends PasteLines {
  readonly kind: string;
  readonly label: string;
}

export type PasteOrigin = 'seen' | 'inferred' | 'present';

/** One step of the run that the text stands for; moves of the host that follow one another are one row. */
export interface PasteRow {
  readonly origin: PasteOrigin;
  /** The first and the last step. */
  readonly step: number;
  readonly lastStep: number;
  readonly says: string;
  /** What came back, where that is a refusal. */
  readonly refused?: string;
  readonly lines?: PasteLines;
}

export interface PasteRemark extends PasteLines {
  readonly kind: 'repaired' | 'dropped' | 'unread' | 'note';
  readonly text: string;
  readonly fix?: string;
}

/** What the text shows of a step, beside the model. */
export interface PasteCompared extends PasteLines {
  readonly step: number;
  readonly says: string;
  readonly log: string;
  readonly model: string;
  readonly same: boolean;
}

/** What a person may say in place of what was worked out. */
export interface PasteChoices {
  readonly profile?: string;
  readonly twin?: string;
  readonly device?: number;
  readonly mapped?: number;
}

export interface PasteDevice {
  readonly origin: PasteOrigin;
  readonly says: string;
  /** Lengths of its regions in bytes. */
  readonly regions: readonly number[];
  readonly lines?: PasteLines;
  /** The devices of the text, where it has several. */
  readonly choices: readonly string[];
  readonly chosen: number;
}

/** A pasted text as it was understood. Nothing of it is applied yet. */
export interface PasteView {
  readonly lines: number;
  /** Lines that say something, or were set aside as saying nothing. */
  readonly understood: number;
  readonly kinds: readonly PasteKind[];
  readonly generation?: { readonly title: string; readonly about: string };
  readonly profile: { readonly id: string; readonly label: string; readonly because: string };
  readonly twin: { readonly id: string; readonly label: string; readonly because: string };
  readonly device: PasteDevice;
  readonly rows: readonly PasteRow[];
  readonly steps: number;
  readonly remarks: readonly PasteRemark[];
  readonly compared: readonly PasteCompared[];
  /** Rows of `compared` before the first that differs; all of them where none does. */
  readonly agree: number;
  readonly cause?: {
    readonly says: string;
    readonly press: string;
    readonly choices: PasteChoices;
  };
  /** Why there is no such device. */
  readonly problem?: Card;
  /** The text is, or names, a run that is opened as it is. */
  readonly opens?:
    | { readonly kind: 'scenario'; readonly text: string; readonly lines: PasteLines }
    | { readonly kind: 'link'; readonly fragment: string; readonly lines: PasteLines };
  /** The whole of it in one line. */
  readonly sum: string;
}
