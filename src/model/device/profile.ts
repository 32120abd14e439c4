import { GiB } from '../units';

/** Which device rules apply: one QEMU version's behaviour as data. */
export type ProfileId = 'qemu-11.1' | 'qemu-10.0' | 'qemu-v3';

/** The ways commands reach a device: its own mailbox, the fabric manager's, and the switch's before it. */
export type Cci = 'primary' | 'fmLd' | 'switch';

type Effects = Readonly<Record<number, number>>;

/** Names of rungs in the order they are checked; each ladder's file knows them. */
export type Order = readonly string[];

export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  /** How the backend is shared out: equal parts of it, or regions of a fixed size (§1.3, §9.2). */
  readonly regionSize: 'share' | number;
  /** Whether dynamic capacity keeps its data without power: only said, in the property's name (§9.2). */
  readonly backendProperty: 'volatile-dc-memdev' | 'nonvolatile-dc-memdev';
  /** How QMP names things: bytes and policies, or MiB and nothing else (§5.1, §9.2). */
  readonly qmpDialect: 'bytes' | 'mebibytes';
  /** Whether one request is one group that is answered as a whole, or every extent stands alone (§9.2). */
  readonly pendingShape: 'groups' | 'flat';
  /** Whether responses and releases are tried first and then done, or done entry by entry (§9.3). */
  readonly updates: 'allOrNothing' | 'oneByOne';
  /** Whether records of one request are chained by the More flag (§4.4). */
  readonly chainsRecords: boolean;
  /** Whether Get DC Configuration ends with totals (§3.1). */
  readonly configTotals: boolean;
  /** How many extents the device says it supports (qemu-device §3). */
  readonly extentLimit: number;
  readonly tagLimit: number;
  /** Whether offered extents use up the limit before they are accepted (§3, counters). */
  readonly countsPendingInLimit: boolean;
  /** Whether Get Extent List pads its reply with a zero record for each offered extent (§3.2). */
  readonly listsPendingAsZeroRecords: boolean;
  /** How many records every event log holds (§4.1). */
  readonly eventLogCapacity: number;
  /** Dynamic capacity log size that Identify reports (§2.6). */
  readonly reportedDcLogSize: number;
  /** Validity flags of a dynamic capacity record (§4.4). */
  readonly recordValidity: number;
  /** Whether the record carries the host id of the request (§4.4). */
  readonly recordsHostId: boolean;
  /** Whether the record says how many extents are left (§4.4). */
  readonly recordsAvailable: boolean;
  /** Whether a committed decoder maps static capacity as RAM (§7). */
  readonly mapsStaticAsRam: boolean;
  /** Whether injected media events need a sub-type (§9.2). */
  readonly injectsSubType: boolean;
  /** Whether STATUS bit 0 tells the truth about background commands, or only that time has passed (§2.1). */
  readonly backgroundBit: 'running' | 'untilFirstTick';
  /** Effects of each command by opcode, for each interface: its Command Effects Log (§2.5, §6.1). */
  readonly effects: Readonly<Record<Cci, Effects>>;
  /** log2 of the message limit that Identify of the FM-owned LD, and of the switch, gives. */
  readonly messageLimit: number;
  readonly switchMessageLimit: number;
  /** The checks of each command in the order the device makes them. */
  readonly order: Readonly<Record<LadderName, Order>>;
}

export type LadderName = '4800' | '4801' | '4802' | '4803' | 'qmpAdd' | 'qmpRelease';

const order: Profile['order'] = {
  '4800': ['regionExists'],
  '4801': ['startsInList'],
  '4802': ['holdsHeader', 'namesEntries', 'holdsEntries', 'withinLimit', 'wellFormed', 'offered'],
  '4803': ['holdsHeader', 'namesEntries', 'holdsEntries', 'wellFormed', 'releasable'],
  qmpAdd: ['prescriptive', 'path', 'dcSupport', 'region', 'addable'],
  qmpRelease: ['notForced', 'prescriptive', 'path', 'dcSupport', 'region', 'askable'],
};

const primary10: Effects = {
  0x0100: 0x0000,
  0x0101: 0x0010,
  0x0102: 0x0000,
  0x0103: 0x0002,
  0x0200: 0x0000,
  0x0201: 0x0040,
  0x0202: 0x0040,
  0x0300: 0x0000,
  0x0301: 0x0008,
  0x0400: 0x0000,
  0x0401: 0x0000,
  0x0500: 0x0000,
  0x0501: 0x0000,
  0x0502: 0x003e,
  0x4000: 0x0000,
  0x4100: 0x0000,
  0x4102: 0x0000,
  0x4103: 0x0006,
  0x4300: 0x0000,
  0x4301: 0x0000,
  0x4302: 0x0000,
  0x4303: 0x0000,
  0x4304: 0x0040,
  0x4305: 0x0000,
  0x4400: 0x0064,
  0x4500: 0x0000,
  0x4800: 0x0000,
  0x4801: 0x0000,
  0x4802: 0x0004,
  0x4803: 0x0004,
};

const primary11: Effects = {
  ...primary10,
  0x0005: 0x0000,
  0x0201: 0x00c0,
  0x0202: 0x00c0,
  0x0600: 0x0056,
  0x4201: 0x0000,
  0x4202: 0x0008,
  0x4304: 0x00c0,
  0x4400: 0x00e4,
  0x4402: 0x0044,
};

const fmLd10: Effects = { 0x0001: 0, 0x0300: 0, 0x0400: 0, 0x0401: 0, 0x5300: 0 };

const fmLd11: Effects = {
  ...fmLd10,
  0x0003: 0,
  0x0004: 0,
  0x5600: 0x0000,
  0x5601: 0x0000,
  0x5602: 0x1807,
  0x5603: 0x0000,
  0x5604: 0x1807,
  0x5605: 0x1807,
};

const switch10: Effects = {
  0x0001: 0,
  0x0002: 0,
  0x0300: 0,
  0x0301: 0x0008,
  0x0400: 0,
  0x0401: 0,
  0x5100: 0,
  0x5101: 0,
  0x5300: 0,
};

const switch11: Effects = { ...switch10, 0x0003: 0, 0x0004: 0 };

const qemu10: Profile = {
  id: 'qemu-10.0',
  label: 'QEMU 10.0',
  regionSize: 'share',
  backendProperty: 'volatile-dc-memdev',
  qmpDialect: 'bytes',
  pendingShape: 'groups',
  updates: 'allOrNothing',
  chainsRecords: true,
  configTotals: true,
  extentLimit: 512,
  tagLimit: 0,
  countsPendingInLimit: false,
  listsPendingAsZeroRecords: false,
  eventLogCapacity: 8,
  reportedDcLogSize: 8,
  recordValidity: 0,
  recordsHostId: true,
  recordsAvailable: false,
  mapsStaticAsRam: false,
  injectsSubType: false,
  backgroundBit: 'untilFirstTick',
  effects: { primary: primary10, fmLd: fmLd10, switch: switch10 },
  messageLimit: 9,
  switchMessageLimit: 9,
  order,
};

const qemu11: Profile = {
  ...qemu10,
  id: 'qemu-11.1',
  label: 'QEMU 11.1',
  countsPendingInLimit: true,
  listsPendingAsZeroRecords: true,
  recordValidity: 1,
  recordsHostId: false,
  recordsAvailable: true,
  mapsStaticAsRam: true,
  injectsSubType: true,
  backgroundBit: 'running',
  effects: { primary: primary11, fmLd: fmLd11, switch: switch11 },
  switchMessageLimit: 11,
};

/** The series of November 2023 as posted, which nobody merged (§9.3). */
const qemuV3: Profile = {
  ...qemu10,
  id: 'qemu-v3',
  label: 'QEMU v3 series (2023)',
  regionSize: 2 * GiB,
  backendProperty: 'nonvolatile-dc-memdev',
  qmpDialect: 'mebibytes',
  pendingShape: 'flat',
  updates: 'oneByOne',
  chainsRecords: false,
  configTotals: false,
  extentLimit: Number.POSITIVE_INFINITY,
  recordsHostId: false,
  order: {
    ...order,
    '4801': ['startsInList', 'fitsMailbox'],
    '4802': ['namesEntries', 'wellFormed'],
    '4803': ['namesEntries', 'wellFormed'],
    qmpAdd: ['pathV3', 'dcSupport', 'region', 'shaped', 'namesExtents', 'distinct'],
    qmpRelease: ['pathV3', 'dcSupport', 'region', 'shaped', 'namesExtents', 'exact'],
  },
};

export const profiles: Readonly<Record<ProfileId, Profile>> = {
  'qemu-11.1': qemu11,
  'qemu-10.0': qemu10,
  'qemu-v3': qemuV3,
};
