import type { Cci } from '../device/profiles/profile';
import { finding, once } from './rule';

/** The ladder of 0300h Get Timestamp and 0301h Set Timestamp. */
export const timestampLadder = [
  once<{ readonly cci: Cci }>({
    id: '0300.has-clock',
    says: 'The command reaches the device',
    section: 'QEMU',
    broken: {
      kind: 'crash',
      why: 'The switch lists the timestamp commands, but QEMU looks for the clock of a memory device there: it dies of SIGABRT.',
    },
    shows: '{0}',
    fix: 'Send it to the mailbox of the device.',
    check: ({ cci }) =>
      finding(cci !== 'switch', 'opcode', () => 'The switch has no timestamp.', cci),
  }),
];
