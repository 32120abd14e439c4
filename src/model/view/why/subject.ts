import type { ExtentId } from '../../extent';
import type { Scene } from '../scene/scene';
import { extentLabel, extentNames, groupLabel } from '../words/names';
import type { WhyView } from '../page/why';
import type { ChipState } from '../page/vocabulary';
import type { Causes, Entry } from './causes';
import type { Node } from './chain';
import type { Thread } from './thread';

/** What a question comes to before its chain is told. */
export interface Subject {
  readonly sentence: string;
  readonly state?: ChipState;
  /** The happening that made it so, or a step; nothing where the run began so. */
  readonly from?: Node;
  readonly thread?: Thread;
  readonly also?: WhyView['also'];
  /** Where the host believes otherwise: why it does. */
  readonly host?: Subject | undefined;
}

/** What questions are answered from. */
export interface WhyContext {
  readonly scene: Scene;
  readonly causes: Causes;
}

/** What made something so, as the end of a sentence: `the host accepted e3 at step 9`. */
export function clauseOf({ step, happening }: Entry, extent?: ExtentId | 'all'): string {
  const at = `at step ${step}`;
  const named = (id: ExtentId): string => (extent === undefined ? 'it' : extentLabel(id));
  const those = (ids: readonly ExtentId[]): string =>
    extent === 'all' ? extentNames(ids) : named(extent ?? 0);
  switch (happening.what) {
    case 'groupOffered':
      return `the fabric manager offered ${those(happening.extents)} in ${groupLabel(happening.group)} ${at}`;
    case 'extentAccepted':
      return `the host accepted ${named(happening.extent)} ${at}`;
    case 'extentWithdrawn':
      return happening.partly
        ? `the host accepted only a part of ${named(happening.extent)} ${at}`
        : `the host’s answer ${at} left ${named(happening.extent)} out`;
    case 'extentReleased':
      return `the host gave ${named(happening.extent)} back ${at}`;
    case 'extentSplit':
      return `the host gave a part of ${extentLabel(happening.extent)} back ${at}`;
    case 'releaseAsked':
      return `the fabric manager asked ${those(happening.extents)} back ${at}`;
    default:
      return `of what happened ${at}`;
  }
}
