import { unrecorded, type Lines } from './line';

const bus = 'drivers/dax/bus.c';
const kmem = 'drivers/dax/kmem.c';
const driverCore = 'drivers/base/dd.c';
const port = 'drivers/cxl/core/port.c';
const fault = 'arch/x86/mm/fault.c';
const daxCxl = 'drivers/dax/cxl.c';

/** What both series print of dax regions and devices. */
const both = {
  // First for all members of a released group, then (null) after each extentHidden; at the end of a
  // region only after extentHidden.
  resourceReleased: {
    by: 'daxRegion',
    level: 'debug',
    from: [bus, '__dax_release_resource'],
    seen: 'recorded',
    format: 'Extent release resource {resource:taken}',
  },
  // One a range of a claim, in the order of the layout.
  rangeAllocated: {
    by: 'dax',
    level: 'debug',
    from: [bus, 'alloc_dev_dax_range'],
    seen: 'recorded',
    format: 'alloc range[{index:dec}]: {range:pair16}',
  },
  // When a device gives up a range, the last one first; rangeDeleted follows, at the end of a
  // region after deviceUnregistered.
  mappingUnregistered: {
    by: 'mapping',
    level: 'debug',
    from: [bus, 'unregister_dax_mapping'],
    seen: 'recorded',
    format: 'unregister_dax_mapping',
  },
  // After mappingUnregistered, or after deviceUnregistered at the end of a region.
  rangeDeleted: {
    by: 'dax',
    level: 'debug',
    from: [bus, 'trim_dev_dax_range'],
    seen: 'recorded',
    format: 'delete range[{index:dec}]: {range:pair}',
  },
  // When a device goes: the first device of a region, dax0.0, goes last.
  deviceUnregistered: {
    by: 'dax',
    level: 'debug',
    from: [bus, 'unregister_dev_dax'],
    seen: 'recorded',
    format: 'unregister_dev_dax',
  },
  // One a range that holds no whole memory block.
  mappingTooSmall: {
    by: 'kmem',
    level: 'info',
    from: [kmem, 'dev_dax_kmem_probe'],
    seen: 'recorded',
    format: 'mapping{mapping:dec}: {range:dash} too small after alignment',
  },
  // After mappingTooSmall, when no range holds a whole block.
  memoryTooSmall: {
    by: 'kmem',
    level: 'warning',
    from: [kmem, 'dev_dax_kmem_probe'],
    seen: 'recorded',
    format: 'rejecting DAX region without any memory after alignment',
  },
  // After memoryTooSmall.
  memoryRefused: {
    by: 'kmem',
    level: 'err',
    from: [driverCore, 'call_driver_probe'],
    seen: 'recorded',
    format: 'probe with driver kmem failed with error {error:dec}',
  },
  // When some of it is no whole memory block.
  memoryTruncated: {
    by: 'kmem',
    level: 'warning',
    from: [kmem, 'dev_dax_kmem_probe'],
    seen: 'source',
    format: 'DAX region truncated by {size:iec} due to alignment',
  },
  // When the driver was bound: v11 after the list was read, v9 at any time in it, as another thread
  // binds it.
  regionProbed: {
    by: 'daxRegion',
    level: 'debug',
    from: [port, 'cxl_bus_probe'],
    seen: 'recorded',
    format: 'probe: {error:dec}',
  },
  // When the driver comes to a region that has extents already; it is not bound.
  resourcesPresent: {
    by: 'daxRegion',
    level: 'crit',
    from: [driverCore, 'really_probe'],
    seen: 'recorded',
    format: 'Resources present before probing',
  },
} as const satisfies Lines;

/** What v11 alone prints of them. */
const v11 = {
  // After each regionResource.
  resourceAdded: {
    by: 'daxRegion',
    level: 'debug',
    from: [bus, '__dax_region_add_resource'],
    seen: 'recorded',
    format: 'add resource [mem {resource:ends} flags 0x80000200]',
  },
  // In place of resourceAdded, when something lies there already.
  resourceRefused: {
    by: 'daxRegion',
    level: 'err',
    from: [bus, '__dax_region_add_resource'],
    seen: 'recorded',
    format: 'Failed to add region s:{start:hex16} l:{length:hex16}',
  },
  // One a member after notified: the whole region.
  regionResource: {
    by: 'daxRegion',
    level: 'debug',
    from: [bus, '__dax_region_add_resource'],
    seen: 'recorded',
    format: 'DAX region resource [mem {whole:ends} flags 0x204]',
  },
  // After rangeDeleted: the extent it was in. (null) when that went first; then the kernel crashes.
  extentTrimmed: {
    by: 'dax',
    level: 'debug',
    from: [bus, 'trim_dev_dax_range'],
    seen: 'recorded',
    format: 'Trim dc extent {resource:taken}',
  },
  // When a tag is claimed of which a member before the last was refused.
  sequenceBroken: {
    by: 'daxRegion',
    level: 'warning',
    from: [bus, 'uuid_claim_tagged'],
    seen: 'recorded',
    limit: 'once',
    format: 'tag {tag:uuid} seq invariant violated at slot {slot:dec} (got {found:dec})',
  },
  // After regionProbed with the same number.
  probeFailed: {
    by: 'daxRegion',
    level: 'err',
    from: [driverCore, 'call_driver_probe'],
    seen: 'recorded',
    format: 'probe with driver cxl_dax_region failed with error {error:dec}',
  },
  // After the extentTrimmed of a device older than its extent.
  crash: {
    by: 'plain',
    level: 'alert',
    from: [fault, 'show_fault_oops'],
    seen: 'recorded',
    format: 'BUG: kernel NULL pointer dereference, address: {address:bare16}',
  },
} as const satisfies Lines;

/** What v9 alone prints of them. */
const v9 = {
  // After each regionResource.
  resourceAdded: {
    by: 'daxRegion',
    level: 'debug',
    from: [bus, 'dax_region_add_resource'],
    seen: 'recorded',
    format: 'add resource [mem {resource:ends} flags 0x80000200]',
  },
  // In place of resourceAdded, when something lies there already.
  resourceRefused: {
    by: 'daxRegion',
    level: 'err',
    from: [bus, 'dax_region_add_resource'],
    seen: 'recorded',
    format: 'Failed to add region s:{start:hex16} l:{length:hex16}',
  },
  // After notified: the whole region.
  regionResource: {
    by: 'daxRegion',
    level: 'debug',
    from: [bus, 'dax_region_add_resource'],
    seen: 'recorded',
    format: 'DAX region resource [mem {whole:ends} flags 0x206]',
  },
  // After rangeDeleted: the extent it was in.
  extentTrimmed: {
    by: 'dax',
    level: 'debug',
    from: [bus, 'trim_dev_dax_range'],
    seen: 'recorded',
    format: 'Trim sparse extent {resource:taken}',
  },
  // When the last range of a device becomes shorter or longer.
  rangeAdjusted: {
    by: 'dax',
    level: 'debug',
    from: [bus, 'adjust_dev_dax_range'],
    seen: 'source',
    format: '{way:adjustment} range[{index:dec}]: {range:pair}',
  },
  // When the driver finds an extent as it is bound, ahead of the scan that goes on.
  resourceAtProbe: {
    by: 'daxRegion',
    level: 'debug',
    from: [daxCxl, 'cxl_dax_add_resource'],
    seen: 'recorded',
    format: 'Adding resource HPA {range:range}',
  },
  // After the rangeDeleted of a device older than its extent.
  crash: {
    by: 'plain',
    level: 'alert',
    from: [fault, 'show_fault_oops'],
    seen: 'recorded',
    format: 'BUG: unable to handle page fault for address: {address:bare16}',
  },
} as const satisfies Lines;

/** Lines of dax regions, dax devices and system RAM. */
export const daxLines = {
  v11: { ...both, ...v11 },
  v9: {
    ...both,
    ...v9,
    mappingTooSmall: unrecorded(both.mappingTooSmall),
    memoryTooSmall: unrecorded(both.memoryTooSmall),
    memoryRefused: unrecorded(both.memoryRefused),
  },
} as const;
