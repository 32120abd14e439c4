import type { Scene } from '../view/scene/scene';
import type { WhyChain, WhyLink } from '../view/page/why';

/** What is wrong with a chain, if anything. */
export function chainFault({ links, end }: WhyChain, scene: Scene): string | undefined {
  const last = links.at(-1);
  if (last === undefined) return 'it has no links';
  if ((links[0]?.step ?? 0) > scene.step) return 'it begins in the future';
  const bad = links.findIndex((link, i) => !isFit(link, links[i - 1]));
  if (bad !== -1) return `link ${bad} does not go back`;
  if (end === 'start') return last.step === 0 ? undefined : 'it should end at the start';
  return last.n === 0 && last.step > 0 ? undefined : 'it does not end in an action';
}

/** A link says something, and goes back from the one before it. */
const isFit = ({ step, n, text, label }: WhyLink, before: WhyLink | undefined): boolean =>
  text !== '' &&
  label !== '' &&
  (before === undefined || step < before.step || (step === before.step && n < before.n));

/** Whether the last link is what somebody outside did, or a host's move that nothing led to. */
export const outside = ({ links }: WhyChain, { timeline }: Scene): string =>
  timeline.frames[(links.at(-1)?.step ?? 0) - 1]?.action.kind ?? 'start';
