import type { Profile } from '../../model/device/profiles/profile';
import type { Constants } from '../../model/device/profiles/profile-constants';

/**
 * What a field of a profile says, and where that was read. What the mock has is read in its source of June 2026
 * (series v11); what is chosen there, because the mock has nothing of the kind, says so.
 */
export interface ProfileFact {
  readonly says: string;
  /** Files of QEMU 10.0.2 and 11.1.3 or of Linux, and sections of the specification. Empty for a choice of ours. */
  readonly sources: readonly string[];
}

/** Every field of a profile in which devices differ; the compiler asks for a line here when a field is added. */
export const profileFacts: Readonly<Record<Exclude<keyof Profile, keyof Constants>, ProfileFact>> =
  {
    id: { says: 'The name in scenario files and links.', sources: [] },
    label: { says: 'The name people read.', sources: [] },
    maker: { says: 'What the page calls the software that answers.', sources: [] },
    sizes: {
      says: 'Whether the device can be of any size, or there is only one: static memory, dynamic capacity, regions.',
      sources: ['hw/mem/cxl_type3.c'],
    },
    regionSize: {
      says: 'How the backend is shared out: in equal parts, in regions of a fixed size, or in regions of these sizes.',
      sources: ['hw/mem/cxl_type3.c'],
    },
    noBackendText: {
      says: 'What QEMU says of regions without a backend.',
      sources: ['hw/mem/cxl_type3.c'],
    },
    blockSize: {
      says: 'Bytes of a block, the least a region hands out.',
      sources: ['hw/mem/cxl_type3.c'],
    },
    firstDsmad: {
      says: 'The DSMAD handle of region 0: counted after the static ranges, or a fixed number.',
      sources: ['hw/mem/cxl_type3.c'],
    },
    preAccepted: {
      says: 'Extents that are accepted before the first step, unless the device is sharable or told to start empty.',
      sources: ['tools/testing/cxl/test/mem.c'],
    },
    sharing: {
      says: 'Whether the device can be made sharable. No command tells a host: DSMAS does, in CDAT.',
      sources: ['hw/mem/cxl_type3.c', 'tools/testing/cxl/test/cxl.c'],
    },
    hostRegions: {
      says: 'How many CXL regions a host can make in the partition. One for QEMU is chosen: a host here has one decoder.',
      sources: ['hw/cxl/cxl-component-utils.c'],
    },
    hardware: {
      says: 'Whether there are registers, a CDAT to read, memory behind the addresses, and a reset.',
      sources: ['hw/cxl/cxl-device-utils.c', 'hw/mem/cxl_type3.c'],
    },
    dcIsPersistent: {
      says: 'Whether CDAT calls dynamic capacity persistent. It is only said: no profile keeps data without power.',
      sources: ['hw/mem/cxl_type3.c'],
    },
    requests: {
      says: 'Whether a fabric manager sends requests over QMP, or writes lines to files.',
      sources: ['qapi/cxl.json', 'tools/testing/cxl/test/mem.c'],
    },
    qmpDialect: {
      says: 'How QMP names things: in bytes with host and policies, in MiB and nothing else, or there is no QMP and lines are written to files.',
      sources: ['qapi/cxl.json', 'hw/mem/cxl_type3.c'],
    },
    qmpCommands: {
      says: 'The release whose QMP commands are known by name, from query-commands: those not modelled say so. The series of 2023 stands on what became QEMU 8.2, whose names were asked for.',
      sources: ['qapi/qapi-schema.json'],
    },
    qmpErrors: {
      says: 'How QEMU speaks of a text that is no JSON: from 11 on with line and column, and at once.',
      sources: ['qobject/json-parser.c'],
    },
    pendingShape: {
      says: 'Whether one request is one group that is answered as a whole, or every extent stands alone.',
      sources: ['hw/mem/cxl_type3.c'],
    },
    updates: {
      says: 'Whether responses and releases are tried first and then done, done entry by entry, or entry by entry with whole extents only. The mock fails with an error number of Linux and no return code: the nearest code stands for it.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    keepsTags: {
      says: 'Whether accepted extents keep the tag and the sequence number of their offer.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    countsGeneration: {
      says: 'Whether the generation number of the extent list counts each accepted and each released extent, or stays 0.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    mailboxSize: {
      says: 'Bytes of payload that fit the mailbox.',
      sources: ['include/hw/cxl/cxl_device.h'],
    },
    chainsRecords: {
      says: 'Whether the event records of one request are chained by the More flag.',
      sources: ['hw/mem/cxl_type3.c', 'hw/cxl/cxl-events.c'],
    },
    configReply: {
      says: 'Whether Get DC Configuration ends with the numbers of extents and tags, without them, or is that of the 2023 series.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    listOrder: {
      says: 'Whether Get DC Extent List goes by acceptance or by address.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    extentLimit: {
      says: 'How many extents the device supports.',
      sources: ['hw/cxl/cxl-mailbox-utils.c', 'include/hw/cxl/cxl.h'],
    },
    tagLimit: {
      says: 'How many tags the device supports.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    countsPendingInLimit: {
      says: 'Whether offered extents use up the limit before they are accepted.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    listsPendingAsZeroRecords: {
      says: 'Whether Get DC Extent List adds a record of zeros for each offered extent.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    eventLogCapacity: {
      says: 'How many records every event log holds.',
      sources: ['hw/cxl/cxl-events.c'],
    },
    lastHandle: {
      says: 'The highest handle of a record; 1 follows it.',
      sources: ['hw/cxl/cxl-events.c'],
    },
    recordsAPage: {
      says: 'How many records Get Event Records gives at most. The mock gives 1, 2 or 3 in turn, counted over all its devices; 3 is chosen.',
      sources: ['hw/cxl/cxl-mailbox-utils.c', 'hw/cxl/cxl-events.c'],
    },
    moreRecords: {
      says: 'Whether the flag More Event Records is set with any record, or only while some are left.',
      sources: ['hw/cxl/cxl-events.c'],
    },
    mediaLogs: {
      says: 'Whether the logs besides Dynamic Capacity are modelled. The mock fills them with records of its own.',
      sources: ['hw/cxl/cxl-events.c'],
    },
    reportedDcLogSize: {
      says: 'The size of the Dynamic Capacity log that Identify Memory Device reports.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    recordFlags: {
      says: 'Flags in the common head of a Dynamic Capacity record.',
      sources: ['hw/mem/cxl_type3.c', 'hw/cxl/cxl-events.c'],
    },
    recordValidity: {
      says: 'Validity flags of a Dynamic Capacity record.',
      sources: ['hw/mem/cxl_type3.c', 'hw/cxl/cxl-events.c'],
    },
    recordsHostId: {
      says: 'Whether the record carries the host id of the request.',
      sources: ['hw/mem/cxl_type3.c', 'hw/cxl/cxl-events.c'],
    },
    recordsAvailable: {
      says: 'Whether the record says how many extents are left.',
      sources: ['hw/mem/cxl_type3.c', 'hw/cxl/cxl-events.c'],
    },
    mapsStaticAsRam: {
      says: 'Whether a committed decoder maps static capacity as RAM.',
      sources: ['hw/cxl/cxl-host.c', 'hw/mem/cxl_type3.c'],
    },
    backgroundBit: {
      says: 'Whether bit 0 of STATUS follows the background command, or only says that no second has passed.',
      sources: ['hw/cxl/cxl-device-utils.c'],
    },
    effects: {
      says: 'The commands of each interface and their effects: its Command Effects Log.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    unlisted: {
      says: 'Commands that are answered although the Command Effects Log does not have them.',
      sources: ['tools/testing/cxl/test/mem.c'],
    },
    modelled: {
      says: 'The commands whose answers are known; what others answer is "not modelled".',
      sources: [],
    },
    logOffsetUnit: {
      says: 'Bytes that Get Log counts its offset in. The order of the entries is by opcode for the mock too, which is chosen.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    switchMessageLimit: {
      says: 'log2 of the message limit that Identify of the switch gives.',
      sources: ['hw/cxl/cxl-mailbox-utils.c'],
    },
    switchPort: {
      says: 'CXL modes that a port of the switch supports, the mode of its device when it is asked for first and later, and the link state, as Get Physical Port State gives them. In QEMU 11.1 a look at the link ends the 256-byte mode.',
      sources: ['hw/cxl/cxl-mailbox-utils.c', 'CXL r3.1 7.6.7.1.2'],
    },
    features: {
      says: 'Features that Get Supported Features lists: patrol scrub and error check scrub, and since QEMU 11 post package repair and sparing.',
      sources: ['hw/cxl/cxl-mailbox-utils.c', 'CXL r3.1 8.2.9.6.1'],
    },
    order: {
      says: 'The checks of each command in the order they are made.',
      sources: ['hw/cxl/cxl-mailbox-utils.c', 'hw/mem/cxl_type3.c'],
    },
  };
