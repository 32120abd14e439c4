import type { Profile } from './profile-fields';

/** The fields in which no two profiles differ today. */
export type Constants = Pick<
  Profile,
  | 'logBound'
  | 'fmExtentsAPage'
  | 'policies'
  | 'poisonLimit'
  | 'abortableBelow'
  | 'responseLimits'
  | 'wipeSeconds'
  | 'wipesDcAt'
  | 'firmware'
  | 'identities'
  | 'performance'
  | 'vectors'
  | 'completionVector'
  | 'interrupts'
  | 'clearingForgetsOverflow'
  | 'policyTellsDcVector'
  | 'policySettings'
  | 'alignsBy'
>;

/**
 * What every QEMU with dynamic capacity has alike. The kernel's mock has nothing of the kind, or no command that
 * reaches it; it is given the same.
 */
export const constants: Constants = {
  logBound: 0x4_0000,
  fmExtentsAPage: 50,
  // Bit 2, prescriptive, of the policies to add; bit 1 of those to remove.
  policies: { add: 0x0004, removal: 0x0002 },
  poisonLimit: 256,
  abortableBelow: 85,
  responseLimits: { least: 8, most: 10, first: 9 },
  wipeSeconds: [
    [512, 4],
    [1024, 8],
    [2048, 15],
    [4096, 30],
    [8192, 60],
    [16_384, 120],
    [32_768, 240],
    [65_536, 480],
    [131_072, 900],
    [262_144, 1800],
    [524_288, 3600],
    [1_048_576, 7200],
    [Number.POSITIVE_INFINITY, 14_400],
  ],
  wipesDcAt: 'dpa',
  firmware: {
    slots: 2,
    packageBytes: 0x200_0000,
    revision: 'BWFW VERSION ',
    wholeSeconds: 10,
    partSeconds: 2,
  },
  identities: {
    type3: {
      vendor: 0x8086,
      device: 0x0d93,
      subsystemVendor: 0x1af4,
      subsystem: 0x1100,
      componentType: 3,
    },
    switch: { vendor: 0x19e5, device: 0xa128, subsystemVendor: 0, subsystem: 0, componentType: 0 },
  },
  performance: [
    { dataType: 1, unit: 10_000, value: 15 },
    { dataType: 2, unit: 10_000, value: 25 },
    { dataType: 4, unit: 1000, value: 16 },
    { dataType: 5, unit: 1000, value: 16 },
  ],
  vectors: { informational: 2, warning: 3, failure: 4, fatal: 5, dynamicCapacity: 2 },
  completionVector: 7,
  interrupts: 'whenEmpty',
  clearingForgetsOverflow: true,
  policyTellsDcVector: false,
  policySettings: 4,
  alignsBy: 'firstRegion',
};
