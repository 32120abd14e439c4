import { GiB, MiB } from '../../units';
import { constants } from './profile-constants';
import { fmLd10, fmLd11, ld, primary10, primary11, switch10, switch11 } from './profile-effects';
import type { Cci, Profile, ProfileId } from './profile-fields';
import { cxlTest } from './profile-mock';

export type {
  Cci,
  FirmwareKeeping,
  Fixture,
  LadderName,
  Profile,
  ProfileId,
  RungNames,
} from './profile-fields';

const order: Profile['order'] = {
  '0401': ['fitsMailbox', 'logKnown', 'insideBuffer'],
  '4800': ['regionExists'],
  '4801': ['startsInList'],
  '4802': ['holdsHeader', 'namesEntries', 'holdsEntries', 'withinLimit', 'wellFormed', 'offered'],
  '4803': ['holdsHeader', 'namesEntries', 'holdsEntries', 'wellFormed', 'releasable'],
  qmpAdd: ['prescriptive', 'path', 'dcSupport', 'region', 'addable'],
  qmpRelease: ['notForced', 'prescriptive', 'path', 'dcSupport', 'region', 'askable'],
  inject: [],
};

const qemu10: Profile = {
  ...constants,
  id: 'qemu-10.0',
  label: 'QEMU 10.0',
  maker: 'QEMU',
  sizes: 'free',
  regionSize: 'share',
  noBackendText: 'dynamic capacity must have a backing device',
  blockSize: 2 * MiB,
  firstDsmad: 'afterStatic',
  preAccepted: [],
  sharing: false,
  hostRegions: 'one',
  hardware: true,
  dcIsPersistent: false,
  requests: 'qmp',
  qmpDialect: 'bytes',
  qmpCommands: '10.0',
  qmpErrors: 'plain',
  pendingShape: 'groups',
  updates: 'allOrNothing',
  keepsTags: false,
  countsGeneration: false,
  mailboxSize: 2048,
  chainsRecords: true,
  configReply: 'withTotals',
  listOrder: 'acceptance',
  extentLimit: 512,
  tagLimit: 0,
  countsPendingInLimit: false,
  listsPendingAsZeroRecords: false,
  eventLogCapacity: 8,
  lastHandle: 0xffff,
  recordsAPage: 15,
  moreRecords: 'whileAny',
  mediaLogs: true,
  reportedDcLogSize: 8,
  recordFlags: 1,
  recordValidity: 0,
  recordsHostId: true,
  recordsAvailable: false,
  mapsStaticAsRam: false,
  backgroundBit: 'untilFirstTick',
  effects: { primary: primary10, fmLd: fmLd10, ld, switch: switch10 },
  unlisted: [],
  modelled: 'all',
  logOffsetUnit: 4,
  switchMessageLimit: 9,
  features: 2,
  switchPort: { modes: 2, deviceMode: [2, 2], linkState: 0 },
  order,
};

const qemu11: Profile = {
  ...qemu10,
  id: 'qemu-11.1',
  label: 'QEMU 11.1',
  qmpCommands: '11.1',
  qmpErrors: 'placed',
  countsPendingInLimit: true,
  listsPendingAsZeroRecords: true,
  recordValidity: 1,
  recordsHostId: false,
  recordsAvailable: true,
  mapsStaticAsRam: true,
  backgroundBit: 'running',
  effects: { primary: primary11, fmLd: fmLd11, ld, switch: switch11 },
  switchMessageLimit: 11,
  features: 8,
  switchPort: { modes: 6, deviceMode: [3, 2], linkState: 2 },
};

/** The series of November 2023 as posted, which nobody merged. */
const qemuV3: Profile = {
  ...qemu10,
  id: 'qemu-v3',
  label: 'QEMU v3 series (2023)',
  regionSize: 2 * GiB,
  noBackendText: 'dynamic capacity must have backing device',
  dcIsPersistent: true,
  qmpDialect: 'mebibytes',
  qmpCommands: '8.2',
  pendingShape: 'flat',
  updates: 'oneByOne',
  chainsRecords: false,
  configReply: 'v3',
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
  'cxl-test': cxlTest,
};

/** Whether the answers of a command are known to this program: a device may have more commands than that. */
export const models = ({ effects, modelled }: Profile, cci: Cci, opcode: number): boolean =>
  effects[cci][opcode] !== undefined && (modelled === 'all' || modelled.includes(opcode));
