import type {
  BytesTab,
  Card,
  CommandForm,
  EntityId,
  InspectorView,
  MemoryRow,
  PageView,
} from '../model/view/page';

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
  /** A raw command: to the device's mailbox, the FM-owned LD, or the switch. `payload` is hex. */
  | {
      readonly kind: 'command';
      readonly to: 'primary' | 'fmLd' | 'switch';
      readonly opcode: number;
      readonly payload: string;
    }
  /** `dpa` is an HPA where `space` says so. */
  | {
      readonly kind: 'guestRead';
      readonly dpa: number;
      readonly length: number;
      readonly space?: 'dpa' | 'hpa';
    }
  /** `data` is hex. */
  | {
      readonly kind: 'guestWrite';
      readonly dpa: number;
      readonly data: string;
      readonly space?: 'dpa' | 'hpa';
    }
  | { readonly kind: 'commitDecoder'; readonly commit: boolean }
  | { readonly kind: 'reset' }
  | { readonly kind: 'clock'; readonly ns: number }
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
  /** The commands of every interface, for the console. They depend on the profile. */
  commands(): Promise<readonly CommandForm[]>;
  /** Bytes from field values (decimal, 0x hex, or sizes such as 2MiB); what is left out is zero. */
  buildPayload(
    opcode: number,
    fields: Readonly<Record<string, string>>,
    items: readonly Readonly<Record<string, string>>[],
  ): Promise<{ readonly hex: string; readonly problem?: Card }>;
  /** The fields of hex bytes; reserved bits that are set are told in `problem`. */
  readPayload(
    opcode: number,
    hex: string,
  ): Promise<{ readonly tab?: BytesTab; readonly problem?: Card }>;
  /** Rows of 16 bytes of device memory from `dpa` on, as the backend holds them. */
  memoryRows(dpa: number, rows: number): Promise<readonly MemoryRow[]>;
  undo(): Promise<Answer>;
  redo(): Promise<Answer>;
  inspect(id: EntityId): Promise<InspectorView | undefined>;
  share(): Promise<ShareAnswer>;
  /** The run as scenario JSON: the file, and what a restarted worker is given. */
  scenario(): Promise<string>;
}
