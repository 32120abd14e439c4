import { GiB } from '../units';

/** Which device rules apply: one QEMU version's behaviour as data. */
export type ProfileId = 'qemu-11.1' | 'qemu-10.0' | 'qemu-v3';

/** The ways commands reach a device: its own mailbox, the fabric manager's, and the switch's before it. */
export type Cci = 'primary' | 'fmLd' | 'switch';

type Effects = Readonly<Record<number, number>>;

/** Names of rungs in the order they are checked; each ladder's file knows them. */
export type Order = readonly string[];

/** One QEMU. `profile-facts.ts` says what each field means. */
export interface Profile {
  readonly id: ProfileId;
  readonly label: string;
  readonly regionSize: 'share' | number;
  readonly backendProperty: 'volatile-dc-memdev' | 'nonvolatile-dc-memdev';
  readonly qmpDialect: 'bytes' | 'mebibytes';
  readonly pendingShape: 'groups' | 'flat';
  readonly updates: 'allOrNothing' | 'oneByOne';
  readonly chainsRecords: boolean;
  readonly configTotals: boolean;
  readonly extentLimit: number;
  readonly tagLimit: number;
  readonly countsPendingInLimit: boolean;
  readonly listsPendingAsZeroRecords: boolean;
  readonly eventLogCapacity: number;
  readonly reportedDcLogSize: number;
  readonly recordValidity: number;
  readonly recordsHostId: boolean;
  readonly recordsAvailable: boolean;
  readonly mapsStaticAsRam: boolean;
  readonly injectsSubType: boolean;
  readonly backgroundBit: 'running' | 'untilFirstTick';
  readonly effects: Readonly<Record<Cci, Effects>>;
  readonly switchMessageLimit: number;
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
    '4802': ['namesEntriesV3', 'wellFormedV3'],
    '4803': ['namesEntries', 'wellFormedV3'],
    qmpAdd: ['pathV3', 'typeV3', 'dcSupport', 'region', 'shaped', 'namesExtents', 'distinct'],
    qmpRelease: ['pathV3', 'typeV3', 'dcSupport', 'region', 'shaped', 'namesExtents', 'exact'],
  },
};

export const profiles: Readonly<Record<ProfileId, Profile>> = {
  'qemu-11.1': qemu11,
  'qemu-10.0': qemu10,
  'qemu-v3': qemuV3,
};
