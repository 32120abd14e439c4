import { afterAll, beforeAll } from 'vitest';
import { profiles, type Profile, type ProfileId } from '../device/profiles/profile';
import { KiB, MiB } from '../units';

/** A device that nobody has: other blocks, limits, logs and mailbox than any QEMU. */
export const madeUp: Profile = {
  ...profiles['qemu-11.1'],
  id: 'made-up' as ProfileId,
  label: 'Made up',
  blockSize: 64 * KiB,
  extentLimit: 7,
  eventLogCapacity: 5,
  lastHandle: 12,
  mailboxSize: 1024,
  recordsAPage: 3,
  regionSize: [384 * MiB, 64 * MiB, 64 * MiB],
  logBound: 64,
  fmExtentsAPage: 2,
  poisonLimit: 3,
  abortableBelow: 30,
  responseLimits: { least: 9, most: 11, first: 10 },
  wipeSeconds: [[Number.POSITIVE_INFINITY, 50]],
  wipesDcAt: 'offset',
  firmware: {
    slots: 3,
    packageBytes: 4096,
    revision: 'MADE UP ',
    wholeSeconds: 4,
    partSeconds: 1,
  },
  vectors: { informational: 8, warning: 9, failure: 10, fatal: 11, dynamicCapacity: 12 },
  completionVector: 13,
  interrupts: 'everyRecord',
  clearingForgetsOverflow: false,
  policyTellsDcVector: true,
  policySettings: 5,
  alignsBy: 'ownRegion',
};

const table = profiles as Record<string, Profile>;

/** Makes the profile one of those there are, while the tests of a file run. */
export function useMadeUp(): void {
  beforeAll(() => {
    table[madeUp.id] = madeUp;
  });
  afterAll(() => {
    Reflect.deleteProperty(table, madeUp.id);
  });
}
