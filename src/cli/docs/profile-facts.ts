import type { Profile } from '../../model/device/profiles/profile';

/**
 * What a field of a profile says, and which part of the QEMU notes it rests on. What the mock has is read in its source
 * of June 2026 (series v11); what is chosen there, because the mock has nothing of the kind, says so.
 */
export interface ProfileFact {
  readonly says: string;
  /** Topic in the reference of QEMU's behaviour. */
  readonly section: string;
}

/** Every field of a profile; the compiler asks for a line here when a field is added. */
export const profileFacts: Readonly<Record<keyof Profile, ProfileFact>> = {
  id: { says: 'The name in scenario files and links.', section: '' },
  label: { says: 'The name people read.', section: '' },
  maker: { says: 'What the page calls the software that answers.', section: '' },
  sizes: {
    says: 'Whether the device can be of any size, or there is only one: static memory, dynamic capacity, regions.',
    section: '1.1',
  },
  regionSize: {
    says: 'How the backend is shared out: in equal parts, or in regions of a fixed size.',
    section: '1.3, 9.2',
  },
  blockSize: { says: 'Bytes of a block, the least a region hands out.', section: '1.4' },
  firstDsmad: {
    says: 'The DSMAD handle of region 0: counted after the static ranges, or a fixed number.',
    section: '1.5',
  },
  preAccepted: {
    says: 'Extents that are accepted before the first step, unless the device is sharable or told to start empty.',
    section: '',
  },
  sharing: {
    says: 'Whether the device can be made sharable. No command tells a host: DSMAS does, in CDAT.',
    section: '1.5',
  },
  hostRegions: {
    says: 'How many CXL regions a host can make in the partition. One for QEMU is chosen: a host here has one decoder.',
    section: '7',
  },
  hardware: {
    says: 'Whether there are registers, a CDAT to read, memory behind the addresses, and a reset.',
    section: '2.1, 7',
  },
  backendProperty: {
    says: 'The property that names the backend. It is only a name: no profile keeps data without power.',
    section: '1.1, 9.2',
  },
  qmpDialect: {
    says: 'How QMP names things: in bytes with host and policies, in MiB and nothing else, or there is no QMP and lines are written to files.',
    section: '5.1, 9.2',
  },
  qmpCommands: {
    says: 'The release whose QMP commands are known by name, from query-commands: those not modelled say so. The series of 2023 stands on what became QEMU 8.2, whose names were asked for.',
    section: '5.1',
  },
  qmpErrors: {
    says: 'How QEMU speaks of a text that is no JSON: from 11 on with line and column, and at once.',
    section: '5.1',
  },
  pendingShape: {
    says: 'Whether one request is one group that is answered as a whole, or every extent stands alone.',
    section: '3.3, 9.2',
  },
  updates: {
    says: 'Whether responses and releases are tried first and then done, done entry by entry, or entry by entry with whole extents only. The mock fails with an error number of Linux and no return code: the nearest code stands for it.',
    section: '3.3, 3.4, 9.3',
  },
  keepsTags: {
    says: 'Whether accepted extents keep the tag and the sequence number of their offer.',
    section: '3.3, 10',
  },
  countsGeneration: {
    says: 'Whether the generation number of the extent list counts each accepted and each released extent, or stays 0.',
    section: '3.2',
  },
  mailboxSize: { says: 'Bytes of payload that fit the mailbox.', section: '2.1' },
  chainsRecords: {
    says: 'Whether the event records of one request are chained by the More flag.',
    section: '4.4, 9.2',
  },
  configReply: {
    says: 'Whether Get DC Configuration ends with the numbers of extents and tags, without them, or is that of the 2023 series.',
    section: '3.1, 9.2',
  },
  listOrder: {
    says: 'Whether Get DC Extent List goes by acceptance or by address.',
    section: '3.2',
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
  lastHandle: { says: 'The highest handle of a record; 1 follows it.', section: '4.1' },
  recordsAPage: {
    says: 'How many records Get Event Records gives at most. The mock gives 1, 2 or 3 in turn, counted over all its devices; 3 is chosen.',
    section: '4.2',
  },
  moreRecords: {
    says: 'Whether the flag More Event Records is set with any record, or only while some are left.',
    section: '4.2',
  },
  mediaLogs: {
    says: 'Whether the logs besides Dynamic Capacity are modelled. The mock fills them with records of its own.',
    section: '4.1',
  },
  reportedDcLogSize: {
    says: 'The size of the Dynamic Capacity log that Identify Memory Device reports.',
    section: '2.6',
  },
  recordFlags: { says: 'Flags in the common head of a Dynamic Capacity record.', section: '4.4' },
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
  backgroundBit: {
    says: 'Whether bit 0 of STATUS follows the background command, or only says that no second has passed.',
    section: '2.1',
  },
  effects: {
    says: 'The commands of each interface and their effects: its Command Effects Log.',
    section: '2.5, 6.1',
  },
  unlisted: {
    says: 'Commands that are answered although the Command Effects Log does not have them.',
    section: '',
  },
  modelled: {
    says: 'The commands whose answers are known; what others answer is "not modelled".',
    section: '',
  },
  logOffsetUnit: {
    says: 'Bytes that Get Log counts its offset in. The order of the entries is by opcode for the mock too, which is chosen.',
    section: '2.6',
  },
  switchMessageLimit: {
    says: 'log2 of the message limit that Identify of the switch gives.',
    section: '6.8',
  },
  switchPort: {
    says: 'CXL modes that a port of the switch supports, the mode of its device when it is asked for first and later, and the link state, as Get Physical Port State gives them. In QEMU 11.1 a look at the link ends the 256-byte mode.',
    section: '7.6.7.1.2',
  },
  features: {
    says: 'Features that Get Supported Features lists: patrol scrub and error check scrub, and since QEMU 11 post package repair and sparing.',
    section: '8.2.9.6.1',
  },
  order: { says: 'The checks of each command in the order they are made.', section: '3, 5.2, 9.3' },
};
