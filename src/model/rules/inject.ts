import { acceptedStartingAt, offerStartingAt } from '../device/mock-lists';
import type { Ld } from '../device/device-state';
import { hex } from '../units';
import { finding, ladders, once } from './rule';

/** What the rules of a line to inject look at. DPA and length in bytes. */
export interface InjectInput {
  readonly ld: Ld;
  readonly start: number;
  readonly length: number;
}

/** What a write to the file comes back with. */
const refused = { kind: 'desc', desc: 'write error: Invalid argument' } as const;

/** What the kernel's mock asks of an extent before it offers it, and no more. */
export const injectLadder = ladders<'inject', InjectInput>('inject', {
  notEmpty: once<InjectInput>({
    id: 'inject.not-zero',
    says: 'The extent is not empty',
    section: 'cxl_test',
    broken: refused,
    shows: '{0}',
    fix: 'Give a length above 0.',
    check: ({ length }) => finding(length > 0, 'length', () => 'Its length is 0.', hex(length)),
  }),
  newStart: once<InjectInput>({
    id: 'inject.new-start',
    says: 'No extent starts there, on offer or accepted',
    section: 'cxl_test',
    broken: refused,
    shows: '{0}',
    fix: 'Choose another start, or let the host give that extent back first. Only the start is compared: overlaps pass.',
    check({ ld, start }) {
      const there = offerStartingAt(ld, start) ?? acceptedStartingAt(ld, start);
      return finding(
        there === undefined,
        'start',
        () => `e${there?.id ?? 0} starts at ${hex(start)} already.`,
        hex(start),
      );
    },
  }),
});
