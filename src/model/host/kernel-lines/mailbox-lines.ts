import type { Lines } from './line';

const pci = 'drivers/cxl/pci.c';
const mbox = 'drivers/cxl/core/mbox.c';

/** What both series print of records and commands. */
const both = {
  // Before every command.
  commandSent: {
    by: 'memdev',
    level: 'debug',
    from: [pci, '__cxl_pci_mbox_send_cmd'],
    seen: 'recorded',
    format: 'Sending command: {opcode:hex4}',
  },
  // After it when the device refuses it, before whatever the caller makes of that.
  mailboxError: {
    by: 'memdev',
    level: 'debug',
    from: [pci, '__cxl_pci_mbox_send_cmd'],
    seen: 'recorded',
    format: 'Mailbox operation had an error: {code:reason}',
  },
  // First line of every record that adds.
  eventAdd: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_handle_dcd_event_records'],
    seen: 'recorded',
    format: 'DCD event add : DPA:{dpa:hex} LEN:{length:hex}',
  },
  // First line of every record that asks back. Its More flag leaves no line.
  eventRelease: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_handle_dcd_event_records'],
    seen: 'recorded',
    format: 'DCD event release : DPA:{dpa:hex} LEN:{length:hex}',
  },
  // First line of a forced release; forcedIgnored follows.
  eventForced: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_handle_dcd_event_records'],
    seen: 'source',
    format: 'DCD event force release : DPA:{dpa:hex} LEN:{length:hex}',
  },
  // First line of every other type, Region Configuration Updated too; eventFailed with -22 follows.
  eventUnknown: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_handle_dcd_event_records'],
    seen: 'source',
    format: 'DCD event <unknown> : DPA:{dpa:hex} LEN:{length:hex}',
  },
  // All that becomes of a forced release.
  forcedIgnored: {
    by: 'memdev',
    level: 'err',
    from: [mbox, 'cxl_handle_dcd_event_records'],
    seen: 'source',
    limit: 'rate',
    format: 'Forced release event ignored.',
  },
  // Last line of a record that came to nothing.
  eventFailed: {
    by: 'memdev',
    level: 'err',
    from: [mbox, 'cxl_handle_dcd_event_records'],
    seen: 'recorded',
    limit: 'rate',
    format: 'dcd event failed: {error:dec}',
  },
  // All that a record with the More flag leads to.
  moreBit: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'handle_add_event'],
    seen: 'recorded',
    format: 'more bit set; delay the surfacing of extent',
  },
  // One a record, after all records of the answer are handled, before the one 0101h.
  recordCleared: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_clear_event_record'],
    seen: 'recorded',
    format: "Event log '4': Clearing {handle:dec}",
  },
  // After every 4801h. An empty answer reads 0--1.
  listRead: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, '__cxl_process_extent_list'],
    seen: 'recorded',
    format: 'Got extent list {first:dec}-{last:dec} of {total:dec} generation Num:{generation:dec}',
  },
  // One an extent of the answer: v11 prints all of an answer and uses them after the last one, v9
  // uses each at once.
  listExtent: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, '__cxl_process_extent_list'],
    seen: 'recorded',
    format: 'Processing extent {index:dec}/{total:dec}',
  },
  // After the listRead that differs from the first of its walk; the walk begins anew.
  listChanged: {
    by: 'memdev',
    level: 'warning',
    from: [mbox, '__cxl_process_extent_list'],
    seen: 'recorded',
    format:
      'Extent list change detected; gen {generation:dec} != {firstGeneration:dec} : cnt {firstTotal:dec} != {total:dec}',
  },
} as const satisfies Lines;

/** What v11 alone prints of them. */
const v11 = {
  // For the 101st of a chain, whatever its More flag; eventFailed with -28 follows.
  chainTooLong: {
    by: 'memdev',
    level: 'warning',
    from: [mbox, 'handle_add_event'],
    seen: 'recorded',
    format: 'DC add chain exceeds 100 extents; dropping (firmware bug)',
  },
  // 20 s after the last record with More; an empty 4802h follows.
  chainTimedOut: {
    by: 'memdev',
    level: 'warning',
    from: [mbox, 'cxl_dc_add_timeout'],
    seen: 'recorded',
    format: 'DC add chain timed out; refusing staged extents',
  },
  // After that 4802h was refused.
  chainUnanswered: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_dc_add_timeout'],
    seen: 'source',
    format: 'Failed to send empty ADD_DC_RESPONSE on timeout',
  },
  // After the lines of a member that failed a check; the others go on.
  extentFailed: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_realize_group'],
    seen: 'recorded',
    format: 'Tag {tag:uuid}: failed to add extent DPA:{dpa:hex} LEN:{length:hex}',
  },
  // First gate of a group: after the one extentInPartition that asks whether it is sharable.
  tagCommitted: {
    by: 'memdev',
    level: 'warning',
    from: [mbox, 'cxl_validate_group'],
    seen: 'source',
    format: 'Tag {tag:uuid}: dropping group, tag already committed (firmware/orchestrator bug)',
  },
  // Second gate, of a sharable region.
  tagNotDense: {
    by: 'memdev',
    level: 'warning',
    from: [mbox, 'cxl_check_group_seq'],
    seen: 'recorded',
    format:
      'Tag {tag:uuid}: sharable shared_extn_seq must be dense 0..n-1: expected {expected:dec} got {found:dec} (firmware bug)',
  },
  // Third gate, of a tag: after extentInPartition of each member up to this one.
  // Last gate: names the first member that is not aligned.
  groupMisaligned: {
    by: 'memdev',
    level: 'warning',
    from: [mbox, 'cxl_validate_group'],
    seen: 'source',
    format:
      'Tag {tag:uuid}: dropping group, extent DPA:{dpa:hex} LEN:{length:hex} not {alignment:hex}-aligned',
  },
  // After a listRead that brought none although more are promised.
  listStuck: {
    by: 'memdev',
    level: 'warning',
    from: [mbox, '__cxl_process_extent_list'],
    seen: 'source',
    format: 'Device returned 0 of {remaining:dec} remaining extents',
  },
  // Before every 4803h.
  releaseResponse: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'memdev_release_extent'],
    seen: 'recorded',
    format: 'Release response dpa {range:range}',
  },
  // After a 4803h that was refused.
  releaseFailed: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'memdev_release_extent'],
    seen: 'recorded',
    format: 'Failed to release {range:range}',
  },
} as const satisfies Lines;

/** What v9 alone prints of them. */
const v9 = {
  // Before every 4803h. v9 prints where its range is kept, not the range: a kernel address in place
  // of <pointer>.
  releaseResponse: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'memdev_release_extent'],
    seen: 'recorded',
    format: 'Release response dpa [range <pointer>-0x0000000000000000]',
  },
  // After a 4803h that was refused.
  releaseFailed: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'memdev_release_extent'],
    seen: 'recorded',
    format: 'Failed to release [range <pointer>-0x0000000000000000]',
  },
  // After the lines of an extent that failed a check; the others go on.
  unconsumed: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_add_pending'],
    seen: 'recorded',
    format: 'unconsumed DC extent DPA:{dpa:hex} LEN:{length:hex}',
  },
  // First check of an extent.
  cannotBeShared: {
    by: 'memdev',
    level: 'err',
    from: [mbox, 'cxl_validate_extent'],
    seen: 'recorded',
    limit: 'rate',
    format: 'DC extent DPA {range:range} ({tag:uuid}) can not be shared',
  },
  // Second check.
  tagsUnsupported: {
    by: 'memdev',
    level: 'err',
    from: [mbox, 'cxl_validate_extent'],
    seen: 'recorded',
    limit: 'rate',
    format: 'DC extent DPA {range:range} ({tag:uuid}); tags not supported',
  },
} as const satisfies Lines;

/** Lines of the mailbox: records, commands, chains, lists. */
export const mailboxLines = {
  v11: { ...both, ...v11 },
  v9: { ...both, ...v9 },
} as const;
