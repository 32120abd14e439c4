import { type Card, type RunPosition, stateAt, stateHash } from '../model/index';
import type { StateSeen } from './share-link';

/** Says that this build comes to another state than the build that made the link; nothing where both agree. */
export function hashRemark({ timeline }: RunPosition, seen: StateSeen): Card | undefined {
  const there = seen.step <= timeline.frames.length;
  const found = there ? stateHash(stateAt(timeline, seen.step)) : 'no such step';
  if (found === seen.hash) return undefined;
  return {
    title: `This build computes something else at step ${seen.step}`,
    what: 'The run is open, and its state is not the one that was shared.',
    where: [{ text: `step ${seen.step}` }],
    why: 'The link was made by another build, or its hash was changed.',
    evidence: [`shared: ${seen.hash}`, `here: ${found}`],
    fix: 'Compare with what the sender saw before you rely on this step.',
  };
}
