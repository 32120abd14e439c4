import type { Actor } from './vocabulary';

/** What a device is like when it starts: as its rules have it, with nothing accepted, or sharable and with nothing accepted. */
export type DeviceKind = 'usual' | 'empty' | 'sharable';

export interface RunView {
  readonly title: string;
  /** What the scenario says of itself. */
  readonly about?: string;
  readonly profile: string;
  readonly profiles: readonly {
    readonly id: string;
    readonly label: string;
    /** MiB of each region, where the rules fix it. */
    readonly regionMiB?: number;
    /** The one device there is, where the rules fix all of it. Sizes in MiB. */
    readonly fixture?: {
      readonly staticMiB: number;
      readonly dcMiB: number;
      readonly regions: number;
    };
    /** What it can be like, apart from its sizes. */
    readonly kinds: readonly DeviceKind[];
  }[];
  /** How requests are written for this device: QMP in bytes and policies, or in MiB and `region-id`; or lines to inject. */
  readonly qmp: 'bytes' | 'mebibytes' | 'none';
  readonly twin: string;
  readonly twins: readonly {
    readonly id: string;
    readonly label: string;
    readonly about: string;
  }[];
  /** The device's id, its static and dynamic capacity in bytes, its region count. */
  readonly device: {
    readonly id: string;
    readonly staticBytes: number;
    readonly dcBytes: number;
    readonly regions: number;
  };
  readonly step: number;
  readonly steps: number;
  /** FM requests pasted but not sent yet. */
  readonly queued: number;
  /** What the next forward step does; absent when nothing is left to do. */
  readonly next?: { readonly actor: Actor; readonly title: string; readonly because: string };
  /** What waits, and for whom, while nothing goes on by itself. */
  readonly waits?: string;
  /** The scenario says of some steps what is to be true after them. */
  readonly hasChecks: boolean;
  /** How many host steps were made by hand, in words; a comparison keeps them in both runs. */
  readonly byHand?: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Every branch of the run, in the order they were made. `from` is how many first steps it shares with the shown one. */
  readonly branches: readonly {
    readonly id: number;
    readonly name: string;
    readonly from: number;
    readonly steps: number;
    readonly current: boolean;
  }[];
}
