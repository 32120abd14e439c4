import type { Card, ComparedAt, DeviceKind, EntityId, MachineDeed, PageView } from '../model/index';

/** Where a run comes from. */
export type RunSource =
  | { readonly kind: 'example'; readonly id: string }
  | { readonly kind: 'link'; readonly fragment: string }
  | { readonly kind: 'scenario'; readonly text: string; readonly step?: number }
  | { readonly kind: 'device'; readonly device: DeviceForm };

/** The "new device" form. Sizes in MiB, as on QEMU's command line. */
export interface DeviceForm {
  readonly profile: string;
  readonly twin: string;
  readonly id: string;
  /** Volatile; the persistent capacity lies behind it, the regions behind both. */
  readonly staticMiB: number;
  readonly persistentMiB: number;
  readonly dcMiB: number;
  /** None: a device without dynamic capacity. */
  readonly regions: number;
  /** PCIe serial number, if it is given one. */
  readonly serial?: number;
  /** How much of region 0 the host's decoder covers. */
  readonly decoderMiB: number;
  readonly kind: DeviceKind;
}

/** What a person does at the present step. Doing it in the past forks; undo brings the old tail back. */
export type UserAct =
  | { readonly kind: 'hostNext' }
  | { readonly kind: 'hostRead' }
  | { readonly kind: 'hostRespond'; readonly accept: readonly EntityId[] }
  | { readonly kind: 'hostClear' }
  | { readonly kind: 'hostRelease'; readonly extents: readonly EntityId[] }
  | { readonly kind: 'hostList' }
  /** A line written to a file of the kernel's mock device. */
  | { readonly kind: 'inject'; readonly file: string; readonly line: string }
  /** What a user of the host machine does: regions, dax devices, memory, driver, restart. */
  | { readonly kind: 'hostMachine'; readonly deed: MachineDeed }
  /** A raw command: to the device's mailbox, the FM-owned LD, or the switch. `payload` is hex. */
  | {
      readonly kind: 'command';
      readonly to: 'primary' | 'fmLd' | 'switch';
      readonly opcode: number;
      readonly payload: string;
    }
  /** `at` is a DPA, or an HPA where `space` says so. */
  | {
      readonly kind: 'guestRead';
      readonly at: number;
      readonly length: number;
      readonly space?: 'dpa' | 'hpa';
    }
  /** `data` is hex. */
  | {
      readonly kind: 'guestWrite';
      readonly at: number;
      readonly data: string;
      readonly space?: 'dpa' | 'hpa';
    }
  | { readonly kind: 'commitDecoder'; readonly commit: boolean }
  | { readonly kind: 'reset' }
  | { readonly kind: 'clock'; readonly ns: number }
  | { readonly kind: 'chooseTwin'; readonly twin: string }
  | { readonly kind: 'chooseProfile'; readonly profile: string };

/** What a person changes in the run itself. Steps count from 1; ids are those of `RunView.branches`. */
export type RunEdit =
  /** Off if it is on, on if it is off; all after it is done again. */
  | { readonly kind: 'toggle'; readonly step: number }
  /** It is then step `to`. */
  | { readonly kind: 'move'; readonly step: number; readonly to: number }
  /** An empty text takes the note away. */
  | { readonly kind: 'note'; readonly step: number; readonly text: string }
  | { readonly kind: 'bookmark'; readonly step: number; readonly on: boolean }
  /** What the step shows now is what it is to show from now on, or nothing is expected of it any more. */
  | { readonly kind: 'expect'; readonly step: number; readonly on: boolean }
  /** What the run is called. */
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'switchBranch'; readonly id: number }
  | { readonly kind: 'renameBranch'; readonly id: number; readonly name: string }
  | { readonly kind: 'deleteBranch'; readonly id: number };

/** Slices that changed since `base`; the page merges them, or asks for all when it is not at `base`. */
export interface Update {
  readonly base: number;
  readonly serial: number;
  readonly slices: Partial<PageView>;
  /** In place of the whole list of steps, when its first `keep` rows stay: the rows after them. */
  readonly steps?: StepsPatch;
}

export interface StepsPatch {
  readonly keep: number;
  readonly rows: PageView['steps'];
}

/** Steps that a fork kept as a branch. */
export interface KeptTail {
  readonly id: number;
  readonly name: string;
  /** The first and the last of them. */
  readonly first: number;
  readonly last: number;
}

/** Every request ends in an update; a problem is shown as a card and changes nothing. */
export interface Answer {
  readonly update: Update;
  /** The run that is open now, as the page named it when it was opened. */
  readonly run?: string;
  readonly problem?: Card;
  /** Set when the request acted before the last step: what came after is kept. */
  readonly kept?: KeptTail;
  /** Set when the link that was opened shows a comparison. */
  readonly compare?: ComparedAt;
  /** Set when the link that was opened computes something else in this build. */
  readonly remark?: Card;
}

/** What a link leaves out, so that it is shorter. */
export interface ShareWish {
  /** The comparison that is shown in place of the run. */
  readonly compare?: ComparedAt;
  /** The steps after the one looked at, and requests that wait. */
  readonly withoutRest?: boolean;
  /** Notes, bookmarks and checks of other steps. */
  readonly withoutMarks?: boolean;
}

/** A part that a link can do without. */
export interface SharePart {
  /** Steps and requests, or notes, bookmarks and checks. */
  readonly count: number;
  /** By so many characters the link is shorter without it, or longer with it. */
  readonly characters: number;
}

export interface ShareAnswer {
  /** Without `#`; absent when the run is too big for a link. */
  readonly fragment?: string;
  readonly characters: number;
  /** Set when there is none. */
  readonly problem?: Card;
  readonly rest: SharePart;
  readonly marks: SharePart;
}

/** When requests are sent. */
export type When = 'now' | 'queue' | 'first';
