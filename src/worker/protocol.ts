import type { Card, EntityId, InspectorView, PageView } from '../model/view/page';

/** Where a run comes from. */
export type RunSource =
  | { readonly kind: 'example'; readonly id: string }
  | { readonly kind: 'link'; readonly fragment: string }
  | { readonly kind: 'scenario'; readonly text: string }
  | { readonly kind: 'device'; readonly device: DeviceForm };

/** The "new device" form. Sizes in MiB, as on QEMU's command line. */
export interface DeviceForm {
  readonly profile: string;
  readonly twin: string;
  readonly staticMiB: number;
  readonly dcMiB: number;
  readonly regions: number;
  /** How much of region 0 the host's decoder covers. */
  readonly decoderMiB: number;
}

/** What a person does at the present step. Doing it in the past forks; undo brings the old tail back. */
export type UserAct =
  | { readonly kind: 'hostNext' }
  | { readonly kind: 'hostRead' }
  | { readonly kind: 'hostRespond'; readonly accept: readonly EntityId[] }
  | { readonly kind: 'hostClear' }
  | { readonly kind: 'hostRelease'; readonly extents: readonly EntityId[] }
  | { readonly kind: 'hostList' }
  | { readonly kind: 'chooseTwin'; readonly twin: string }
  | { readonly kind: 'chooseProfile'; readonly profile: string };

/** Slices that changed since `base`; the page merges them, or asks for all when it is not at `base`. */
export interface Update {
  readonly base: number;
  readonly serial: number;
  readonly slices: Partial<PageView>;
}

/** Every request ends in an update; a problem is shown as a card and changes nothing. */
export interface Answer {
  readonly update: Update;
  readonly problem?: Card;
}

export interface ShareAnswer {
  /** Without `#`; absent when the run is too big for a link. */
  readonly fragment?: string;
  readonly characters: number;
  /** Set when long links are a nuisance, or when there is none. */
  readonly problem?: Card;
}

/** The worker as the page sees it; the same class answers in tests without a worker. */
export interface SimulatorApi {
  open(source: RunSource): Promise<Answer>;
  /** All slices, whatever was sent before. */
  everything(): Promise<Answer>;
  /** One step forward: the recorded one, else the host's next move, else the next queued FM request. */
  advance(): Promise<Answer>;
  seek(step: number): Promise<Answer>;
  act(act: UserAct): Promise<Answer>;
  /** QMP text: one or more JSON objects. `now` sends them at the present step, `queue` after the host is idle. */
  submitQmp(text: string, when: 'now' | 'queue'): Promise<Answer>;
  undo(): Promise<Answer>;
  redo(): Promise<Answer>;
  inspect(id: EntityId): Promise<InspectorView | undefined>;
  share(): Promise<ShareAnswer>;
  /** The run as scenario JSON: the file, and what a restarted worker is given. */
  scenario(): Promise<string>;
}
