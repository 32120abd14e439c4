import type { JumpKind, Jumps } from '../../model/view/page';
import { editHere, seekFound } from './actions';
import { ask } from './connect';
import { openPopup } from '../kit/Popup';
import { showNotice } from '../state/messages';
import { linksNow } from '../state/links';

/** Back or forward. */
export type Towards = 'back' | 'on';

interface JumpWords {
  /** What is jumped between. */
  readonly says: string;
  readonly none: Readonly<Record<Towards, string>>;
}

/** The kinds of jump, in the order in which they are offered. */
export const jumpWords: Readonly<Record<JumpKind, JumpWords>> = {
  extent: {
    says: 'Same extent',
    none: {
      back: 'No earlier step touches this extent',
      on: 'No later step touches this extent',
    },
  },
  refusal: {
    says: 'Refusal',
    none: { back: 'No refusal before this step', on: 'No refusal after this step' },
  },
  divergence: {
    says: 'Start or end of a disagreement',
    none: {
      back: 'Before this step host and device neither start nor stop to disagree',
      on: 'After this step host and device neither start nor stop to disagree',
    },
  },
  bookmark: {
    says: 'Bookmark',
    none: { back: 'No bookmark before this step', on: 'No bookmark after this step' },
  },
};

/** Why there is no jump, if there is none. */
export function noJump(jumps: Jumps, kind: JumpKind, towards: Towards): string | undefined {
  if (jumps[kind][towards] !== undefined) return undefined;
  return kind === 'extent' && jumps.extents.length === 0
    ? 'This step touches no extent: select one'
    : jumpWords[kind].none[towards];
}

/** Where a jump could go from the present step. */
export const askJumps = (): Promise<Jumps | undefined> => ask('jumps', [...linksNow().selection]);

/** Goes to the nearest step of a kind, or says that there is none. */
export const jump = (kind: JumpKind, towards: Towards): Promise<void> =>
  seekFound(async () => {
    const jumps = await askJumps();
    const target = jumps?.[kind][towards];
    const none = jumps && noJump(jumps, kind, towards);
    showNotice(none === undefined ? undefined : `${none}.`);
    return target;
  });

/** Switches the step looked at off, or on again. */
export const toggleStep = (): Promise<boolean> =>
  editHere(({ run: { step } }) => (step > 0 ? { kind: 'toggle', step } : undefined));

/** Marks the step looked at so that it can be jumped to, or takes the mark away. */
export const bookmarkStep = (): Promise<boolean> =>
  editHere(({ run: { step }, steps }) =>
    step > 0 ? { kind: 'bookmark', step, on: steps[step - 1]?.bookmarked !== true } : undefined,
  );

/** The id of the branch menu on the page. */
export const branchMenu = 'branch-menu';

/** Opens the branch menu, or says why there is none. */
export function openBranches(): void {
  if (openPopup(branchMenu)) return;
  showNotice(
    'This run has one branch. Act before its last step, and the old steps stay as another.',
  );
}
