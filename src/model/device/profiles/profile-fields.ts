import type { LogName } from '../../happening';

/** Which device rules apply: the behaviour of one QEMU version, or of the kernel's mock, as data. */
export type ProfileId = 'qemu-11.1' | 'qemu-10.0' | 'qemu-v3' | 'cxl-test';

/**
 * The ways commands reach a device: its own mailbox, the fabric manager's, and the switch's before it. `ld` is the
 * logical device behind the FM-owned one, reached by a tunnel inside the tunnel.
 */
export type Cci = 'primary' | 'fmLd' | 'ld' | 'switch';

export type Effects = Readonly<Record<number, number>>;

/** The ladders whose order is the profile's, each with the names of its rungs. */
export interface RungNames {
  '0401': 'fitsMailbox' | 'insideLog' | 'logKnown' | 'insideBuffer';
  '4800': 'regionExists';
  '4801': 'startsInList' | 'fitsMailbox';
  '4802':
    | 'holdsHeader'
    | 'namesEntries'
    | 'namesEntriesV3'
    | 'holdsEntries'
    | 'withinLimit'
    | 'wellFormed'
    | 'wellFormedV3'
    | 'offered'
    | 'holdsPayload';
  '4803':
    | 'holdsHeader'
    | 'namesEntries'
    | 'holdsEntries'
    | 'wellFormed'
    | 'wellFormedV3'
    | 'releasable'
    | 'holdsPayload';
  qmpAdd:
    | 'prescriptive'
    | 'path'
    | 'pathV3'
    | 'typeV3'
    | 'dcSupport'
    | 'region'
    | 'shaped'
    | 'namesExtents'
    | 'distinct'
    | 'addable';
  qmpRelease:
    | 'notForced'
    | 'prescriptive'
    | 'path'
    | 'pathV3'
    | 'typeV3'
    | 'dcSupport'
    | 'region'
    | 'shaped'
    | 'namesExtents'
    | 'exact'
    | 'askable';
  inject: 'notEmpty' | 'newStart';
}

export type LadderName = keyof RungNames;

/** The rungs of each ladder in the order they are checked. */
export type Orders = { readonly [Name in LadderName]: readonly RungNames[Name][] };

/** Sizes in bytes of the one device that a profile has. */
export interface Fixture {
  readonly staticVolatile: number;
  readonly dynamicCapacity: number;
  readonly regionCount: number;
}

/** An extent that is accepted before the first step. DPA and length in bytes; 32 hexadecimal digits of tag. */
export interface PreAccepted {
  readonly start: number;
  readonly length: number;
  readonly tag: string;
}

/** What a port of the switch tells of itself, as 5101h gives it. */
export interface SwitchPort {
  readonly modes: number;
  /** The mode of the connected device, the first time that it is asked for and later. */
  readonly deviceMode: readonly [first: number, later: number];
  readonly linkState: number;
}

/** What a PCI function says of itself, as 0001h Identify gives it. */
export interface Identity {
  readonly vendor: number;
  readonly device: number;
  readonly subsystemVendor: number;
  readonly subsystem: number;
  readonly componentType: number;
}

/** How a device keeps firmware. */
export interface FirmwareKeeping {
  readonly slots: number;
  /** Bytes. */
  readonly packageBytes: number;
  /** What stands before the number of a slot that is filled. */
  readonly revision: string;
  /** Seconds that a transfer takes, whole and a part of one. */
  readonly wholeSeconds: number;
  readonly partSeconds: number;
}

/** One device as data. `docs/profiles.md` says what each field means. */
export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  readonly maker: string;
  readonly sizes: 'free' | Fixture;
  readonly regionSize: 'share' | number | readonly number[];
  readonly noBackendText: string;
  readonly blockSize: number;
  readonly firstDsmad: 'afterStatic' | number;
  readonly preAccepted: readonly PreAccepted[];
  readonly sharing: boolean;
  readonly hostRegions: 'one' | 'many';
  readonly hardware: boolean;
  readonly dcIsPersistent: boolean;
  readonly requests: 'qmp' | 'lines';
  readonly qmpDialect: 'bytes' | 'mebibytes' | 'none';
  readonly qmpCommands: '8.2' | '10.0' | '11.1' | 'none';
  readonly qmpErrors: 'plain' | 'placed';
  readonly pendingShape: 'groups' | 'flat';
  readonly updates: 'allOrNothing' | 'oneByOne' | 'wholeExtents';
  readonly keepsTags: boolean;
  readonly countsGeneration: boolean;
  readonly mailboxSize: number;
  readonly chainsRecords: boolean;
  readonly configReply: 'withTotals' | 'withoutTotals' | 'v3';
  readonly listOrder: 'acceptance' | 'address';
  readonly extentLimit: number;
  readonly tagLimit: number;
  readonly countsPendingInLimit: boolean;
  readonly listsPendingAsZeroRecords: boolean;
  readonly eventLogCapacity: number;
  readonly lastHandle: number;
  readonly recordsAPage: number;
  readonly moreRecords: 'whileAny' | 'whileLeft';
  readonly mediaLogs: boolean;
  readonly reportedDcLogSize: number;
  readonly recordFlags: number;
  readonly recordValidity: number;
  readonly recordsHostId: boolean;
  readonly recordsAvailable: boolean;
  readonly mapsStaticAsRam: boolean;
  readonly backgroundBit: 'running' | 'untilFirstTick';
  readonly effects: Readonly<Record<Cci, Effects>>;
  readonly unlisted: readonly number[];
  readonly modelled: 'all' | readonly number[];
  readonly logOffsetUnit: number;
  readonly switchMessageLimit: number;
  readonly switchPort: SwitchPort;
  readonly features: number;
  readonly logBound: number;
  readonly fmExtentsAPage: number;
  readonly policies: { readonly add: number; readonly removal: number };
  readonly poisonLimit: number;
  readonly abortableBelow: number;
  /** log2 of bytes. */
  readonly responseLimits: {
    readonly least: number;
    readonly most: number;
    readonly first: number;
  };
  readonly wipeSeconds: readonly (readonly [mebibytes: number, seconds: number])[];
  readonly wipesDcAt: 'dpa' | 'offset';
  readonly firmware: FirmwareKeeping;
  readonly identities: Readonly<Record<'type3' | 'switch', Identity>>;
  readonly performance: readonly {
    readonly dataType: number;
    readonly unit: number;
    readonly value: number;
  }[];
  readonly vectors: Readonly<Record<LogName, number>>;
  readonly completionVector: number;
  readonly interrupts: 'whenEmpty' | 'everyRecord';
  readonly clearingForgetsOverflow: boolean;
  readonly policyTellsDcVector: boolean;
  readonly policySettings: number;
  readonly alignsBy: 'firstRegion' | 'ownRegion';
  readonly order: Orders;
}
