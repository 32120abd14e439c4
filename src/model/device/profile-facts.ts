import type { Profile } from './profile';

/** What a field of a profile says, and which part of the QEMU notes it rests on. */
export interface ProfileFact {
  readonly says: string;
  /** Topic in the reference of QEMU's behaviour. */
  readonly section: string;
}

/** Every field of a profile; the compiler asks for a line here when a field is added. */
export const profileFacts: Readonly<Record<keyof Profile, ProfileFact>> = {
  id: { says: 'The name in scenario files and links.', section: '' },
  label: { says: 'The name people read.', section: '' },
  regionSize: {
    says: 'How the backend is shared out: in equal parts, or in regions of a fixed size.',
    section: '1.3, 9.2',
  },
  backendProperty: {
    says: 'The property that names the backend. It is only a name: no profile keeps data without power.',
    section: '1.1, 9.2',
  },
  qmpDialect: {
    says: 'How QMP names things: in bytes with host and policies, or in MiB and nothing else.',
    section: '5.1, 9.2',
  },
  pendingShape: {
    says: 'Whether one request is one group that is answered as a whole, or every extent stands alone.',
    section: '3.3, 9.2',
  },
  updates: {
    says: 'Whether responses and releases are tried first and then done, or done entry by entry.',
    section: '3.3, 3.4, 9.3',
  },
  chainsRecords: {
    says: 'Whether the event records of one request are chained by the More flag.',
    section: '4.4, 9.2',
  },
  configTotals: {
    says: 'Whether Get DC Configuration ends with the numbers of extents and tags.',
    section: '3.1, 9.2',
  },
  extentLimit: { says: 'How many extents the device supports.', section: '3, 9.2' },
  tagLimit: { says: 'How many tags the device supports.', section: '3.1' },
  countsPendingInLimit: {
    says: 'Whether offered extents use up the limit before they are accepted.',
    section: '3, 10',
  },
  listsPendingAsZeroRecords: {
    says: 'Whether Get DC Extent List adds a record of zeros for each offered extent.',
    section: '3.2',
  },
  eventLogCapacity: { says: 'How many records every event log holds.', section: '4.1' },
  reportedDcLogSize: {
    says: 'The size of the Dynamic Capacity log that Identify Memory Device reports.',
    section: '2.6',
  },
  recordValidity: { says: 'Validity flags of a Dynamic Capacity record.', section: '4.4' },
  recordsHostId: {
    says: 'Whether the record carries the host id of the request.',
    section: '4.4',
  },
  recordsAvailable: {
    says: 'Whether the record says how many extents are left.',
    section: '4.4',
  },
  mapsStaticAsRam: {
    says: 'Whether a committed decoder maps static capacity as RAM.',
    section: '7',
  },
  injectsSubType: {
    says: 'Whether an injected media event needs a sub-type.',
    section: '5.3, 9.2',
  },
  backgroundBit: {
    says: 'Whether bit 0 of STATUS follows the background command, or only says that no second has passed.',
    section: '2.1',
  },
  effects: {
    says: 'The commands of each interface and their effects: its Command Effects Log.',
    section: '2.5, 6.1',
  },
  switchMessageLimit: {
    says: 'log2 of the message limit that Identify of the switch gives.',
    section: '6.8',
  },
  order: { says: 'The checks of each command in the order they are made.', section: '3, 5.2, 9.3' },
};
