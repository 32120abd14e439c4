import { finding, ladders, once, type Rung } from './rule';
import { counted } from '../units';

/** What the rule of 4800h looks at. */
export interface RegionQuery {
  readonly available: number;
  readonly startingRegion: number;
}

/** The first region asked for is there. */
export const regionExists = (set: string, section: string): Rung<RegionQuery> =>
  once<RegionQuery>({
    id: `${set}.region-exists`,
    says: 'The starting region exists',
    section,
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} < {1}',
    fix: 'Start at a region below the number of regions.',
    check: ({ available, startingRegion }) =>
      finding(
        startingRegion < available,
        'startingRegion',
        () => `Region ${startingRegion} is past the last of ${available}.`,
        startingRegion,
        available,
      ),
  });

/** What 4800h Get Dynamic Capacity Configuration is asked. */
export const regionLadder = ladders<'4800', RegionQuery>('4800', {
  regionExists: regionExists('4800', '8.2.9.9.9.1'),
});

/** What the rule of 4801h looks at. */
export interface ListQuery {
  readonly accepted: number;
  readonly startingIndex: number;
  readonly extentCount: number;
  /** How many extents fit the mailbox. */
  readonly page: number;
}

/** What 4801h Get Dynamic Capacity Extent List is asked. */
export const listLadder = ladders<'4801', ListQuery>('4801', {
  startsInList: once<ListQuery>({
    id: '4801.starts-in-list',
    says: 'The starting index is in the list or just past it',
    section: '8.2.9.9.9.2',
    broken: { kind: 'code', code: 'invalidInput' },
    shows: '{0} ≤ {1}',
    fix: 'Start at most at the number of accepted extents.',
    check: ({ accepted, startingIndex }) =>
      finding(
        startingIndex <= accepted,
        'startingIndex',
        () => `Index ${startingIndex} is past the ${counted(accepted, 'accepted extent')}.`,
        startingIndex,
        accepted,
      ),
  }),
  fitsMailbox: once<ListQuery>({
    id: '4801.fits-mailbox',
    says: 'The extents fit the mailbox',
    section: 'QEMU',
    broken: {
      kind: 'crash',
      why: 'The 2023 series does not cut its answer to the size of the mailbox: an assertion fails and QEMU aborts.',
    },
    shows: '{0} ≤ {1}',
    fix: 'Ask for at most 50 extents at a time.',
    check: ({ accepted, startingIndex, extentCount, page }) => {
      const returned = Math.min(extentCount, accepted - startingIndex);
      return finding(
        returned <= page,
        'extentCount',
        () => `A list of ${counted(returned, 'extent')} does not fit.`,
        returned,
        page,
      );
    },
  }),
});
