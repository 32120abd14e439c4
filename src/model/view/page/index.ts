import type { Card } from '../../card';
import type { BytesView } from './bytes';
import type { ShownVerdict } from './rule-verdict';
import type { LanesView } from './lanes';
import type { RegionMap } from './map';
import type { RunView } from './run';
import type { StepRow } from './step-row';
import type { ChipState, DrawnState, EntityId, Tone } from './vocabulary';
import type { MemoryView } from './tools';
export type { Card } from '../../card';
export { isDeviceId } from '../../device/device-id';
export { askedKinds, byUrgency, divergenceKinds, drawnStates } from './vocabulary';
export type {
  Actor,
  AskedKind,
  ChipState,
  DivergenceKind,
  DrawnState,
  EntityId,
  ExtentState,
  GoneState,
  Tone,
} from './vocabulary';
export type { StepRow } from './step-row';
export { countIn, kindsIn, totalsOf } from './cells';
export type { Cells } from './cells';
export { lensIds, stateLooks } from './lens';
export type { LaneMarks, LaneSpan, LanesView } from './lanes';
export type { MapLayer, MapMark, MapSpan, MapWindow, RegionMap, SmallExtents } from './map';
export type {
  CommandForm,
  InputField,
  MemoryRow,
  MemoryView,
  RegisterField,
  RegisterView,
} from './tools';
export type { DeviceKind, RunView } from './run';
export type { BytesTab, BytesView, FieldView, InspectorView } from './bytes';
export type { WhyChain, WhyLink, WhyRule, WhyView } from './why';

/**
 * What the page draws, as plain data: the contract between the worker and the page.
 * Every value here is a projection of states and happenings; the page adds no meaning of its own.
 * Byte quantities and addresses are numbers (safe integers) in bytes unless a name says otherwise.
 */

export interface Chip {
  readonly id: EntityId;
  readonly label: string;
  readonly state: ChipState;
  /** The tag and sequence of the extent, where it has them. */
  readonly tag?: string;
}

export interface DiffItem {
  readonly text: string;
  readonly state?: ChipState;
  readonly entities: readonly EntityId[];
}

export interface RegionMeter {
  readonly region: EntityId;
  readonly label: string;
  readonly bytes: Readonly<Record<DrawnState, number>>;
  readonly text: string;
}

export interface OutcomeView {
  readonly sentence: string;
  readonly tone: Tone;
  /** For example `0Fh Invalid Physical Address`, or the QMP error text. */
  readonly code?: string;
  readonly section?: string;
  /** What a person might not expect of this step. */
  readonly note?: string;
  readonly diff: readonly DiffItem[];
  readonly meters: readonly RegionMeter[];
  readonly log: { readonly held: number; readonly capacity: number; readonly lost: number };
  readonly refusals: number;
  /** How many ways there are in which host and device hold an extent differently now; `HostView.differences` lists them. */
  readonly differences: number;
  readonly refusal?: Card;
}

export interface FmView {
  readonly requests: readonly {
    readonly step: number;
    readonly verb: string;
    readonly chips: readonly Chip[];
    readonly reply: string;
    readonly tone: Tone;
  }[];
}

export interface RecordSlot {
  readonly id: EntityId;
  readonly handle: number;
  readonly more: boolean;
  /** What the event is called. */
  readonly type: string;
  readonly chip: Chip;
  readonly read: boolean;
  readonly isNew: boolean;
}

export interface DeviceView {
  readonly pending: readonly {
    readonly id: EntityId;
    readonly label: string;
    readonly note: string;
    readonly gone: boolean;
    /** The first of its extents, and how many it has. */
    readonly chips: readonly Chip[];
    readonly extents: number;
  }[];
  readonly log: {
    readonly capacity: number;
    readonly slots: readonly RecordSlot[];
    readonly note: string;
    readonly lost: number;
  };
  readonly mailbox?: {
    readonly opcode: string;
    readonly name: string;
    readonly bytesIn: number;
    readonly bytesOut: number;
    readonly code: string;
    readonly codeName: string;
    readonly tone: Tone;
    /** The first of the extents it changed, and how many they are. */
    readonly chips: readonly Chip[];
    readonly extents: number;
    readonly now: boolean;
  };
}

export interface HostView {
  readonly twin: string;
  readonly decisions: readonly {
    readonly chip: Chip;
    readonly verdict: 'accepts' | 'refuses' | 'waits' | 'releases' | 'keeps';
    readonly because: string;
    readonly rule: string;
    /** The return code by which the device refused what the host sent on this decision: `0Fh`, and its name. */
    readonly refused?: { readonly code: string; readonly name: string };
  }[];
  readonly next?: { readonly title: string; readonly because: string };
  /** What a host without a next move waits for, or leaves undone. */
  readonly rest?: { readonly title: string; readonly because: string };
  /** What a person playing the host may do now. */
  readonly offers: readonly Chip[];
  readonly holds: readonly Chip[];
  readonly unclearedRecords: readonly number[];
  readonly differences: readonly {
    readonly text: string;
    readonly entities: readonly EntityId[];
  }[];
  /** Differences that the list leaves out. */
  readonly differencesLeft: number;
  /** What a user of the host would find in the kernel’s log, in its trace, or from a tool. */
  readonly lines: readonly {
    readonly step: number;
    readonly kind: 'kernel' | 'trace' | 'tool';
    readonly text: string;
  }[];
  readonly decoder: { readonly start: number; readonly length: number };
}

/** A piece of an extent, all of it in one state. */
export interface LedgerRow {
  readonly id: EntityId;
  readonly chip: Chip;
  /** The extent it was cut from. */
  readonly from?: string;
  readonly asked: string;
  readonly region: string;
  readonly start: number;
  readonly length: number;
  /** First and last block in its region; nothing where it lies in none. */
  readonly blocks?: { readonly first: number; readonly last: number };
  readonly stateText: string;
  readonly since: number;
  readonly hostText: string;
  readonly hostDiffers: boolean;
}

export interface LedgerView {
  readonly total: number;
  readonly rows: readonly LedgerRow[];
  /** Extents of this run that are in no row any more: the latest of them, and how many they are. */
  readonly gone: { readonly chips: readonly Chip[]; readonly count: number };
}

export interface LadderView {
  readonly title: string;
  readonly summary: string;
  readonly rules: readonly {
    readonly id: EntityId;
    readonly says: string;
    readonly operands: string;
    /** What the device answers if the rule is broken: `0Fh`, or nothing for QMP texts. */
    readonly code: string;
    readonly section: string;
    /** `turned`: it did not hold, and the command does something else then. */
    readonly verdict: ShownVerdict;
    readonly entities: readonly EntityId[];
  }[];
  readonly note?: string;
}

/** What can be jumped to: steps of one extent, refusals, where host and device begin or cease to disagree, bookmarks. */
export type JumpKind = 'extent' | 'refusal' | 'divergence' | 'bookmark';

/** The nearest step of each kind on either side of the one looked at, and the extents that are followed. */
export interface Jumps extends Readonly<
  Record<JumpKind, { readonly back?: number; readonly on?: number }>
> {
  readonly extents: readonly EntityId[];
}

/** The page in slices; a step sends only those that changed. */
export interface PageView {
  readonly run: RunView;
  readonly outcome: OutcomeView;
  readonly steps: readonly StepRow[];
  readonly lanes: LanesView;
  readonly fm: FmView;
  readonly device: DeviceView;
  readonly host: HostView;
  readonly maps: readonly RegionMap[];
  readonly ledger: LedgerView;
  readonly ladder: LadderView;
  readonly bytes: BytesView;
  readonly memory: MemoryView;
}

/** Every slice is named here, or this does not compile. */
const slices: Readonly<Record<keyof PageView, true>> = {
  run: true,
  outcome: true,
  steps: true,
  lanes: true,
  fm: true,
  device: true,
  host: true,
  maps: true,
  ledger: true,
  ladder: true,
  bytes: true,
  memory: true,
};

/** The slices of the page. */
export const sliceNames = Object.keys(slices) as readonly (keyof PageView)[];
