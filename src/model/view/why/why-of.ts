import { sceneNamed } from '../words/scene-named';
import type { Scene } from '../scene/scene';
import type { WhyChain, WhyView } from '../page/why';
import type { EntityId } from '../page/vocabulary';
import { definedOnly } from '../scene/present';
import { blocksSubject, regionSubject } from './capacity';
import type { Causes } from './causes';
import { chainOf } from './chain';
import { fieldSubject } from './field-why';
import { linkOf, startLink } from './causal-links';
import { logSubject, registerSubject } from './registers-why';
import { codeSubject, happeningSubject, ruleSubject, stepSubject } from './steps';
import type { WhyContext, Subject } from './subject';
import { daxSubject, shownSubject } from './host-things';
import { extentSubject, groupSubject, recordSubject } from './things';

type Answering = (asked: WhyContext, rest: readonly string[]) => Subject | undefined;

const one =
  (answer: (asked: WhyContext, number: number) => Subject | undefined): Answering =>
  (asked, [number]) =>
    answer(asked, Number(number));

const whole =
  (answer: (asked: WhyContext, name: string) => Subject | undefined): Answering =>
  (asked, rest) =>
    answer(asked, rest.join(':'));

/** What can be asked about, by the first part of its name. */
const answers: ReadonlyMap<string, Answering> = new Map<string, Answering>([
  ['blocks', blocksAnswer],
  ['region', one(regionSubject)],
  ['extent', one(extentSubject)],
  ['group', one(groupSubject)],
  ['record', one(recordSubject)],
  ['shown', whole(shownSubject)],
  ['dax', whole(daxSubject)],
  ['step', one(stepSubject)],
  ['code', one(codeSubject)],
  ['rule', whole(ruleSubject)],
  ['happening', whole(happeningSubject)],
  ['field', whole(fieldSubject)],
  ['register', one(registerSubject)],
  ['log', whole(logSubject)],
]);

function blocksAnswer(
  asked: WhyContext,
  [region, run = '']: readonly string[],
): Subject | undefined {
  const [first = 0, last = first] = run.split('-').map(Number);
  return blocksSubject(asked, Number(region), first, last);
}

/** Why an entity is as it is at a step: the answer and the chain that led to it; nothing for what is not known here. */
export function whyOf(whole: Scene, causes: Causes, id: EntityId): WhyView | undefined {
  const named = sceneNamed(whole, id);
  if (named === undefined) return undefined;
  const { scene, name } = named;
  const [kind = '', ...rest] = name.split(':');
  const subject = answers.get(kind)?.({ scene, causes }, rest);
  if (subject === undefined) return undefined;
  const { host } = subject;
  return {
    id,
    ...toldBy(scene, causes, subject),
    ...definedOnly({
      state: subject.state,
      host: host === undefined ? undefined : toldBy(scene, causes, host),
    }),
    also: subject.also ?? [],
  };
}

function toldBy(
  { timeline }: Scene,
  causes: Causes,
  { sentence, from, thread = {} }: Subject,
): WhyChain {
  if (from === undefined || from.step === 0)
    return { sentence, links: [startLink(timeline)], end: 'start' };
  const { nodes, end } = chainOf(causes, from, thread);
  const links = nodes.map((node) => linkOf(timeline, node));
  return { sentence, links: end === 'start' ? [...links, startLink(timeline)] : links, end };
}
