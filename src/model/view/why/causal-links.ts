import type { Happening, RuleChecked } from '../../happening';
import { codeTitle, hexCode } from '../../layouts/return-code';
import type { Frame, Timeline } from '../../simulation/run/timeline';
import { stateAt } from '../../simulation/run/timeline';
import { extentEntity, groupEntity, recordEntity, ruleEntity, stepEntity } from '../words/names';
import { operandsText } from '../words/operands';
import type { WhyLink, WhyRule } from '../page/why';
import type { EntityId } from '../page/vocabulary';
import { definedOnly } from '../scene/present';
import { ruleBook, specSection } from '../rules/rule-book';
import { startWords, summaryOf } from '../words/summary';
import { extentsOf, type Kind } from './causes';
import type { Node } from './chain';
import { commandText, sentenceOf } from './words';

/** More than this is not lit at once. */
const MAX_ENTITIES = 16;

/** A place of a chain as the page shows it. */
export function linkOf(timeline: Timeline, { step, happening }: Node): WhyLink {
  const frame = timeline.frames[step - 1];
  if (frame === undefined) return startLink(timeline);
  if (happening === undefined) return deedLink(timeline, frame, step);
  const { n, actor } = happening;
  return {
    step,
    n,
    label: `${step}.${n}`,
    actor,
    text: textOf(happening),
    ...definedOnly({ rule: ruleFor(frame, happening), code: codeOf(happening) }),
    entities: entitiesOf(step, happening),
  };
}

/** How a run began, as the last link of what nothing ever touched. */
export const startLink = (timeline: Timeline): WhyLink => ({
  step: 0,
  n: 0,
  label: '0',
  actor: 'device',
  text: startWords(timeline.first),
  entities: [stepEntity(0)],
});

function deedLink(timeline: Timeline, frame: Frame, step: number): WhyLink {
  const summary = summaryOf({ ...frame, before: stateAt(timeline, step - 1) });
  return {
    step,
    n: 0,
    label: String(step),
    actor: summary.actor,
    text: deedText(frame, summary),
    entities: [stepEntity(step), ...summary.entities.slice(0, MAX_ENTITIES)],
  };
}

/** What was done, and by whom: the words of the step, which of a host’s deeds says that a person did it. */
function deedText(
  { action, reply }: Frame,
  { says, sentence }: { readonly says: string; readonly sentence: string },
): string {
  if (reply.kind === 'cannot') return sentence;
  switch (action.kind) {
    case 'qmp':
    case 'fmApi':
    case 'inject':
      return `The fabric manager ${says}.`;
    case 'host':
      return action.deed === 'next' ? `The host ${says}.` : `By hand, the host ${says}.`;
    case 'mailbox':
      return `By hand, the host sends ${commandText(action.opcode)}.`;
    default:
      return sentence;
  }
}

function textOf(happening: Happening): string {
  if (happening.what !== 'ruleChecked') return sentenceOf(happening);
  const facts = ruleBook.get(happening.rule);
  const operands = facts === undefined ? '' : operandsText(facts, happening.operands);
  const told = operands === '' ? '' : ` It compares ${operands}.`;
  return [`${sentenceOf(happening)}${told}`, happening.because ?? ''].join(' ').trim();
}

function codeOf(happening: Happening): string | undefined {
  if (happening.what === 'commandReplied') {
    return `${hexCode(happening.code)} ${codeTitle(happening.code)}`;
  }
  return happening.what === 'qmpReplied' ? happening.error : undefined;
}

/** Kinds that a rule stands behind: the one that was looked at last before them. */
const ruled: ReadonlySet<Kind> = new Set<Kind>([
  'groupOffered',
  'groupClosed',
  'extentAccepted',
  'extentWithdrawn',
  'extentReleased',
  'releaseAsked',
  'commandReplied',
  'qmpReplied',
  'crashed',
]);

/** The rule that decided a happening. */
function ruleFor({ happenings }: Frame, happening: Happening): WhyRule | undefined {
  if (happening.what === 'ruleChecked') return ruleOf(happening);
  if (happening.what === 'hostDecided') {
    return happening.rule === '' ? undefined : { text: happening.rule, broken: false };
  }
  if (!ruled.has(happening.what)) return undefined;
  const checks = happenings
    .slice(0, happening.n)
    .filter((item) => item.what === 'ruleChecked')
    .filter(({ verdict }) => verdict !== 'notReached');
  // Rules are looked at entry by entry: one that held for the entries before may be told after the broken one.
  const last = checks.find(({ verdict }) => verdict === 'refused') ?? checks.at(-1);
  if (last === undefined) return undefined;
  const rule = ruleOf(last);
  return rule.broken || checks.length === 1
    ? rule
    : { ...rule, text: `all ${checks.length} rules held, the last: ${rule.text}` };
}

function ruleOf({ rule, verdict }: RuleChecked): WhyRule {
  const facts = ruleBook.get(rule);
  return {
    id: ruleEntity(rule),
    text: facts?.says ?? rule,
    broken: verdict === 'refused',
    ...definedOnly({ section: specSection(facts) }),
  };
}

/** A happening has a name too, so that anything that occurred can be asked about. */
export const happeningEntity = (step: number, n: number): EntityId => `happening:${step}.${n}`;

function entitiesOf(step: number, happening: Happening): readonly EntityId[] {
  const own = [
    ...extentsOf(happening).map(extentEntity),
    ...('group' in happening ? [groupEntity(happening.group)] : []),
    ...(happening.what === 'recordLogged' && happening.log === 'dynamicCapacity'
      ? [recordEntity(happening.serial)]
      : []),
    ...(happening.what === 'recordsRead' && happening.log === 'dynamicCapacity'
      ? happening.serials.map(recordEntity)
      : []),
    ...(happening.what === 'ruleChecked' ? [ruleEntity(happening.rule)] : []),
  ];
  return [stepEntity(step), happeningEntity(step, happening.n), ...own.slice(0, MAX_ENTITIES)];
}
