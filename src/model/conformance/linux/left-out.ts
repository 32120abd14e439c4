/** Lines of the kernel that are not compared, and why. */
export interface LeftOut {
  readonly pattern: RegExp;
  readonly reason: string;
  /** Only while the guest boots, or only after that. */
  readonly booting?: boolean;
  /** Only in recordings of this series. */
  readonly series?: 'v9';
}

const core = 'The CXL core prints it of every device, with Dynamic Capacity or without.';
const region = 'The CXL core prints it of every region that comes or goes.';
const memory = 'Memory management prints it of all memory.';
const frame = 'The frame of every warning or crash; its places are those of one build.';

const deviceFound =
  'Mapped CXL|found |Probing device|Unknown CM cap|Set up component|Mailbox (?:payload|interrupts)|' +
  'Found LOG|Opcode 0x|No CXL F|DPA\\(ram\\)|DSMAS:|no partition for dsmas|DVSEC Range|Range register';

const partitions =
  'Read \\d|DC partition |Returning partition|Adding dynamic|DPA\\(dynamic|Event config';

const regionMade =
  '.* nr_targets: |.* iw: |.* target\\[|config state|probe: |region\\d: register|Bypassing|port\\d: no decoder';

/** A line of a recording is one of its series, or one of these. */
export const leftOut: readonly LeftOut[] = [
  {
    pattern: /^(?!cxl|dax|device_dax|kmem| extent| mapping)/,
    reason: 'The rest of the kernel boots.',
    booting: true,
  },
  { pattern: /^cxl_pci \S+: Doorbell wait took \d+ms$/, reason: 'How fast this machine is.' },
  { pattern: /^cxl_pci \S+: Reading event logs: /, reason: core },
  { pattern: new RegExp(`^cxl_pci \\S+: (?:${deviceFound})`), reason: core },
  { pattern: /^cxl_(?:mem|port) \S+: /, reason: core },
  { pattern: /^cxl_acpi \S+: (?:decoder0\.0 added|decode range|root0 added)/, reason: core },
  { pattern: /^cxl decoder1\.\d: dport\d found in target list/, reason: core },
  {
    pattern: new RegExp(`^cxl_pci \\S+: (?:${partitions})`),
    reason: 'The recordings of v9 find the device as v11 does.',
    series: 'v9',
  },
  {
    pattern: /^cxl_dax_region \S+: probe: 0$/,
    reason: 'Another thread binds the driver, at any moment of the search for extents.',
    series: 'v9',
  },
  { pattern: /^cxl_acpi \S+: decoder0\.0: created region/, reason: region },
  { pattern: new RegExp(`^cxl(?:_region)? region\\d: (?:${regionMade})`), reason: region },
  { pattern: /^cxl decoder\d\.\d: Test cxl_calc_interleave_pos/, reason: region },
  {
    pattern: /^(?:Built \d|Fallback order|Policy zone|Demotion targets)/,
    reason: memory,
    booting: false,
  },
  { pattern: /^clocksource: /, reason: 'The clock of this machine.', booting: false },
  {
    pattern: /^workqueue: .* deprecated workqueue/,
    reason: 'The base kernel, once a boot.',
    booting: false,
  },
  {
    pattern: /^(?:-+\[ (?:cut here|end trace )|WARNING: |Oops: |RIP: )/,
    reason: frame,
    booting: false,
  },
];

/** Commands that are not compared, and why. */
export interface LeftOutCommand {
  readonly opcode: string;
  /** Only with such a payload. */
  readonly in?: RegExp;
  readonly reason: string;
}

const found =
  'The driver sends it as it finds the device, before anything that a host of ours does.';

export const leftOutCommands: readonly LeftOutCommand[] = [
  { opcode: '0400h', reason: found },
  { opcode: '0401h', reason: found },
  { opcode: '0301h', reason: `${found} It sets the time of the machine.` },
  { opcode: '4000h', reason: found },
  { opcode: '4800h', reason: found },
  { opcode: '0102h', reason: found },
  { opcode: '0103h', reason: found },
  {
    opcode: '0100h',
    in: /^0[0-3]$/,
    reason: 'The other four logs are read once, as the driver finds the device.',
  },
];
