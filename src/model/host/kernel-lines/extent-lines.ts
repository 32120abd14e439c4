import { unrecorded, type Lines } from './line';

const region = 'drivers/cxl/core/region.c';
const extent = 'drivers/cxl/core/extent.c';
const regionDax = 'drivers/cxl/core/region_dax.c';
const mbox = 'drivers/cxl/core/mbox.c';

/** What both series print of extents. */
const both = {
  // When the first byte of an extent or of a release is looked up; where no decoder maps it there
  // is no line.
  dpaInRegion: {
    by: 'decoder',
    level: 'debug',
    from: [region, '__cxl_dpa_to_region'],
    seen: 'recorded',
    format: 'dpa:{dpa:hex} mapped in region:region{region:dec}',
  },
  // In place of it when the decoder has capacity but no region.
  dpaInEndpoint: {
    by: 'decoder',
    level: 'debug',
    from: [region, '__cxl_dpa_to_region'],
    seen: 'recorded',
    format: 'dpa:{dpa:hex} mapped in endpoint:decoder2.{endpoint:dec}',
  },
  // Last line of an extent that lies in one that is shown already.
  acceptAgain: {
    by: 'decoder',
    level: 'warning',
    from: [extent, 'cxl_add_extent'],
    seen: 'recorded',
    limit: 'rate',
    format: 'Extent {range:range} exists; accept again',
  },
  // After all checks of an extent.
  extentAdded: {
    by: 'decoder',
    level: 'debug',
    from: [extent, 'cxl_add_extent'],
    seen: 'recorded',
    format: 'Add extent {range:range} ({tag:uuid})',
  },
  // After extentHidden and its resourceReleased; releaseResponse follows.
  extentRemoved: {
    by: 'decoder',
    level: 'debug',
    from: [extent, 'cxled_release_extent'],
    seen: 'recorded',
    format: 'Remove extent {range:range} ({tag:uuid})',
  },
} as const satisfies Lines;

/** What v11 alone prints of them. */
const v11 = {
  // Once a group for its first extent (is it sharable?), once a member of a tag (is it one
  // partition?), once an extent before its other checks.
  extentInPartition: {
    by: 'memdev',
    level: 'debug',
    from: [extent, 'cxl_extent_dc_partition'],
    seen: 'recorded',
    format: 'DC extent DPA {range:range} (DCR:{partition:range})({tag:uuid})',
  },
  // In place of extentInPartition, as often.
  extentOutsidePartition: {
    by: 'memdev',
    level: 'err',
    from: [extent, 'cxl_extent_dc_partition'],
    seen: 'recorded',
    limit: 'rate',
    format: 'DC extent DPA {range:range} ({tag:uuid}) is not in a valid DC partition',
  },
  // In place of both when its end lies before its start.
  extentInvalidLength: {
    by: 'memdev',
    level: 'err',
    from: [extent, 'cxl_extent_dc_partition'],
    seen: 'source',
    limit: 'rate',
    format: 'DC extent DPA {range:range} ({tag:uuid}) has invalid length (firmware bug)',
  },
  // After its extentInPartition, before dpaInRegion.
  extentUntagged: {
    by: 'memdev',
    level: 'err',
    from: [extent, 'cxl_validate_extent'],
    seen: 'recorded',
    limit: 'rate',
    format: 'DC extent DPA {range:range}: sharable-partition extent has null tag (firmware bug)',
  },
  // After its extentInPartition, before dpaInRegion.
  extentNumbered: {
    by: 'memdev',
    level: 'err',
    from: [extent, 'cxl_validate_extent'],
    seen: 'source',
    limit: 'rate',
    format:
      'DC extent DPA {range:range} ({tag:uuid}): non-sharable partition but shared_extn_seq={sequence:dec} (firmware bug)',
  },
  // After dpaInRegion.
  extentOutsideDecoder: {
    by: 'decoder',
    level: 'err',
    from: [extent, 'cxl_validate_extent'],
    seen: 'recorded',
    limit: 'rate',
    format: 'DC extent DPA {range:range} ({tag:uuid}) is not fully in ED {mapped:range}',
  },
  // After extentAdded of the first member that passed.
  groupAllocated: {
    by: 'daxRegion',
    level: 'debug',
    from: [extent, 'cxlr_add_extent'],
    seen: 'recorded',
    format: 'Alloc new tag group',
  },
  // After extentAdded of each further one, by the region of that member.
  groupAppended: {
    by: 'daxRegion',
    level: 'debug',
    from: [extent, 'cxlr_add_extent'],
    seen: 'recorded',
    format: 'Append dc_extent to tag group',
  },
  // One a member, after the checks of all. The range is an offset in the region.
  extentShown: {
    by: 'extent',
    level: 'debug',
    from: [extent, 'online_tag_group'],
    seen: 'recorded',
    format: 'dc_extent HPA {range:range} ({tag:uuid})',
  },
  // One a member, in order of arrival; at the end of a region the youngest first.
  extentHidden: {
    by: 'extent',
    level: 'debug',
    from: [extent, 'dc_extent_unregister'],
    seen: 'recorded',
    format: 'DAX region rm extent HPA {range:range}',
  },
  // Once a group. Type 0 adds, after the last extentShown; type 1 releases, after dpaInRegion.
  notifyTried: {
    by: 'daxRegion',
    level: 'debug',
    from: [extent, '__cxlr_notify_extent'],
    seen: 'recorded',
    format: 'Trying notify: type {type:dec} tag {tag:uuid}',
  },
  // Right after it, when the region has its driver.
  notified: {
    by: 'daxRegion',
    level: 'debug',
    from: [extent, '__cxlr_notify_extent'],
    seen: 'recorded',
    format: 'Notify: type {type:dec} tag {tag:uuid}',
  },
  // After dpaInRegion; eventFailed with -22 follows and nothing is sent.
  releaseUnmatched: {
    by: 'daxRegion',
    level: 'err',
    from: [extent, 'cxl_rm_extent'],
    seen: 'recorded',
    format: 'release DPA {range:range} ({tag:uuid}) matches no dc_extent',
  },
  // After the last try; regionProbed and probeFailed follow with the same number.
  scanFailed: {
    by: 'decoder',
    level: 'err',
    from: [regionDax, 'cxl_region_add_existing_extents'],
    seen: 'recorded',
    format: 'Existing extent processing failed {error:dec}',
  },
} as const satisfies Lines;

/** What v9 alone prints of them. */
const v9 = {
  // Once an extent, after the checks of number and tag.
  extentInPartition: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_validate_extent'],
    seen: 'recorded',
    format: 'DC extent DPA {range:range} (DCR:{partition:range})({tag:uuid})',
  },
  // In place of it.
  extentOutsidePartition: {
    by: 'memdev',
    level: 'err',
    from: [mbox, 'cxl_validate_extent'],
    seen: 'recorded',
    limit: 'rate',
    format: 'DC extent DPA {range:range} ({tag:uuid}) is not in a valid DC partition',
  },
  // After dpaInRegion.
  decoderChecked: {
    by: 'decoder',
    level: 'debug',
    from: [extent, 'cxl_add_extent'],
    seen: 'recorded',
    format: 'Checking ED ([mem {mapped:ends} flags 0x80000200]) for extent {range:range}',
  },
  // After decoderChecked.
  extentOutsideDecoder: {
    by: 'decoder',
    level: 'err',
    from: [extent, 'cxl_add_extent'],
    seen: 'source',
    limit: 'rate',
    format: 'DC extent DPA {range:range} ({tag:uuid}) is not fully in ED {mapped:range}',
  },
  // Right after extentAdded. The range is an offset in the region.
  extentShown: {
    by: 'extent',
    level: 'debug',
    from: [extent, 'online_region_extent'],
    seen: 'recorded',
    format: 'region extent HPA {range:range}',
  },
  // One an extent that a release touches, in the order in which they were added, also when it is in
  // use.
  extentRemoving: {
    by: 'extent',
    level: 'debug',
    from: [extent, 'cxlr_rm_extent'],
    seen: 'recorded',
    format: 'Remove region extent HPA {range:range}',
  },
  // After notified and resourceReleased; at the end of a region the youngest first.
  extentHidden: {
    by: 'extent',
    level: 'debug',
    from: [extent, 'region_extent_unregister'],
    seen: 'recorded',
    format: 'DAX region rm extent HPA {range:range}',
  },
  // Once an extent. Type 0 adds, after extentShown; type 1 releases, after extentRemoving.
  notifyTried: {
    by: 'daxRegion',
    level: 'debug',
    from: [extent, 'cxlr_notify_extent'],
    seen: 'recorded',
    format: 'Trying notify: type {type:dec} HPA {range:range}',
  },
  // Right after it, when the region has its driver.
  notified: {
    by: 'daxRegion',
    level: 'debug',
    from: [extent, 'cxlr_notify_extent'],
    seen: 'recorded',
    format: 'Notify: type {type:dec} HPA {range:range}',
  },
  // After the last try, or after a walk that took none.
  scanFailed: {
    by: 'decoder',
    level: 'err',
    from: [region, 'cxlr_add_existing_extents'],
    seen: 'recorded',
    format: 'Existing extent processing failed {error:dec}',
  },
  // Right after it: v9 prints the number of another call.
  scanEnded: {
    by: 'region',
    level: 'err',
    from: [region, 'devm_cxl_add_dax_region'],
    seen: 'recorded',
    format: 'Existing extent processing failed 0',
  },
} as const satisfies Lines;

/** Lines of extents: their checks, how they come and go. */
export const extentLines = {
  v11: { ...both, ...v11, acceptAgain: unrecorded(both.acceptAgain) },
  v9: { ...both, ...v9, dpaInEndpoint: unrecorded(both.dpaInEndpoint) },
} as const;
