import type { Lines } from './line';

const mbox = 'drivers/cxl/core/mbox.c';
const hdm = 'drivers/cxl/core/hdm.c';
const pci = 'drivers/cxl/pci.c';

/** Lines of v11 as its driver finds the device: at boot, and when cxl_pci is bound again. */
export const probeLines = {
  // After every 4800h, as the driver finds the device.
  partitionsRead: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_get_dc_config'],
    seen: 'recorded',
    format: 'Read {returned:dec}/{available:dec} DC partitions',
  },
  // One a region of the device, in decimal.
  partitionRead: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_dc_check'],
    seen: 'recorded',
    format:
      'DC partition {index:dec} start {start:dec} size {length:dec} blk_size: {blockSize:dec}',
  },
  // Once, after all regions of the device.
  partitionChosen: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_dev_dc_identify'],
    seen: 'recorded',
    format: 'Returning partition 0 {start:dec} size {length:dec}',
  },
  // After partitionChosen, when it begins where static capacity ends.
  partitionAdded: {
    by: 'memdev',
    level: 'debug',
    from: [mbox, 'cxl_configure_dcd'],
    seen: 'recorded',
    format: 'Adding dynamic ram partition 1; {start:dec} size {length:dec}',
  },
  // After partitionAdded and the same line for static capacity.
  partitionMapped: {
    by: 'memdev',
    level: 'debug',
    from: [hdm, 'add_dpa_res'],
    seen: 'recorded',
    format: 'DPA(dynamic_ram_1): [mem {range:ends} flags 0x200]',
  },
  // Last line as the driver finds the device, after all logs were read.
  dcdSupported: {
    by: 'memdev',
    level: 'debug',
    from: [pci, 'cxl_event_config'],
    seen: 'recorded',
    format: 'Event config : OS DCD supported',
  },
} as const satisfies Lines;
