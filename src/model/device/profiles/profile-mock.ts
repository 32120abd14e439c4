import { constants } from './profile-constants';
import { GiB, MiB } from '../../units';
import type { Effects, Profile } from './profile-fields';

/** Commands the mock answers and its Command Effects Log does not have. */
const unlisted = [
  0x0100, 0x0101, 0x0301, 0x0401, 0x4401, 0x4500, 0x4501, 0x4502, 0x4503, 0x4504, 0x4505,
];

const listed: Effects = {
  0x0200: 0x0000,
  0x0201: 0x0041,
  0x0202: 0x0003,
  0x0400: 0x0000,
  0x0500: 0x0000,
  0x0501: 0x0000,
  0x0502: 0x0003,
  0x4000: 0x0000,
  0x4100: 0x0000,
  0x4102: 0x0000,
  0x4103: 0x0006,
  0x4200: 0x0000,
  0x4204: 0x0008,
  0x4300: 0x0000,
  0x4301: 0x0004,
  0x4302: 0x0004,
  0x4400: 0x0064,
  0x4800: 0x0000,
  0x4801: 0x0000,
  0x4802: 0x0002,
  0x4803: 0x0002,
};

const primary: Effects = {
  ...Object.fromEntries(unlisted.map((opcode) => [opcode, 0])),
  ...listed,
};

/** First DPA of the mock's one region: right after 2 GiB of static memory. */
const BASE = 2 * GiB;

/**
 * The mock devices of Linux (`tools/testing/cxl`) as the series v11 of June 2026 has them: no hardware and no QEMU,
 * but mailbox commands answered inside the kernel, and files into which a test writes what a fabric manager would ask.
 */
export const cxlTest: Profile = {
  ...constants,
  id: 'cxl-test',
  label: 'Linux cxl_test mock (v11)',
  maker: 'The mock',
  sizes: { staticVolatile: 2 * GiB, dynamicCapacity: 512 * MiB, regionCount: 1 },
  regionSize: 512 * MiB,
  noBackendText: '',
  blockSize: 512,
  firstDsmad: 0xfa,
  preAccepted: [
    { start: BASE + 128 * MiB, length: 64 * MiB, tag: '0'.repeat(32) },
    { start: BASE + 256 * MiB, length: 64 * MiB, tag: 'deadbeefcafebaadf00dfedcba987654' },
  ],
  sharing: true,
  hostRegions: 'many',
  hardware: false,
  dcIsPersistent: false,
  requests: 'lines',
  qmpDialect: 'none',
  qmpCommands: 'none',
  qmpErrors: 'plain',
  pendingShape: 'groups',
  updates: 'wholeExtents',
  keepsTags: true,
  countsGeneration: true,
  mailboxSize: 4096,
  chainsRecords: true,
  configReply: 'withoutTotals',
  listOrder: 'address',
  extentLimit: Number.POSITIVE_INFINITY,
  tagLimit: 0,
  countsPendingInLimit: false,
  listsPendingAsZeroRecords: false,
  eventLogCapacity: 15,
  lastHandle: 16,
  recordsAPage: 3,
  moreRecords: 'whileLeft',
  mediaLogs: false,
  reportedDcLogSize: 0,
  recordFlags: 0,
  recordValidity: 0,
  recordsHostId: false,
  recordsAvailable: false,
  mapsStaticAsRam: false,
  backgroundBit: 'running',
  effects: { primary, fmLd: {}, ld: {}, switch: {} },
  unlisted,
  modelled: [0x0100, 0x0101, 0x0400, 0x0401, 0x4800, 0x4801, 0x4802, 0x4803],
  logOffsetUnit: 1,
  switchMessageLimit: 0,
  features: 0,
  switchPort: { modes: 0, deviceMode: [0, 0], linkState: 0 },
  order: {
    '0401': ['insideLog', 'logKnown'],
    '4800': [],
    '4801': ['startsInList'],
    '4802': ['holdsPayload'],
    '4803': ['holdsPayload'],
    qmpAdd: [],
    qmpRelease: [],
    inject: ['notEmpty', 'newStart'],
  },
};
