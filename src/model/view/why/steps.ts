import { stateAt } from '../../simulation/run/timeline';
import { codeTitle, hexCode } from '../../layouts/return-code';
import { operandsText } from '../words/operands';
import { stepEntity } from '../words/names';
import { shownVerdict } from '../page/rule-verdict';
import { ruleBook } from '../rules/rule-book';
import { startWords, summaryOf } from '../words/summary';
import type { Entry, Kind } from './causes';
import { linkOf } from './causal-links';
import type { WhyContext, Subject } from './subject';

const replies: ReadonlySet<Kind> = new Set<Kind>(['commandReplied', 'qmpReplied', 'crashed']);

/** What a step came to: its answer, else the host's own move, else what was done. */
function endOf({ causes }: WhyContext, step: number): { readonly step: number } | Entry {
  const happenings = causes.frames[step - 1]?.happenings ?? [];
  const happening =
    happenings.findLast(({ what }) => replies.has(what)) ??
    happenings.find(({ what }) => what === 'hostMoved');
  return happening === undefined ? { step } : { step, happening };
}

/** Why a step is there and came out as it did. */
export function stepSubject(asked: WhyContext, step: number): Subject | undefined {
  const { scene, causes } = asked;
  if (step === 0) return { sentence: startWords(scene.timeline.first) };
  const frame = causes.frames[step - 1];
  if (frame === undefined) return undefined;
  const { sentence } = summaryOf({ ...frame, before: stateAt(scene.timeline, step - 1) });
  return { sentence, from: dead(asked, step) ?? endOf(asked, step) };
}

/** After a crash nothing is answered any more: that is why. */
function dead({ causes }: WhyContext, step: number): Entry | undefined {
  const [crash] = causes.byKind.get('crashed') ?? [];
  return crash !== undefined && crash.step < step ? crash : undefined;
}

/** Why a step was answered with its code. */
export function codeSubject(asked: WhyContext, step: number): Subject | undefined {
  const reply = asked.causes.frames[step - 1]?.reply;
  const subject = stepSubject(asked, step);
  if (reply === undefined || subject === undefined) return undefined;
  const because = 'refused' in reply ? reply.refused.because : undefined;
  if (reply.kind === 'mailbox') {
    const code = `${hexCode(reply.code)} ${codeTitle(reply.code)}`;
    const why = lower(because ?? 'every rule of the command held');
    return {
      ...subject,
      sentence: `The device answered ${code} at step ${step}: ${trimmed(why)}.`,
    };
  }
  if (because === undefined) return subject;
  const fate = reply.kind === 'crash' ? 'crashes QEMU' : 'was refused';
  return { ...subject, sentence: `Step ${step} ${fate}: ${lower(trimmed(because))}.` };
}

const trimmed = (text: string): string => text.replace(/\.$/, '');
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What a rule found: at this step, else the last time that it was asked. */
export function ruleSubject({ scene, causes }: WhyContext, rule: string): Subject | undefined {
  const facts = ruleBook.get(rule);
  if (facts === undefined) return undefined;
  const step = causes.byRule.get(rule)?.findLast((asked) => asked <= scene.step) ?? 0;
  const checked = causes.frames[step - 1]?.happenings.find(
    (item) => item.what === 'ruleChecked' && item.rule === rule,
  );
  if (checked?.what !== 'ruleChecked') {
    return { sentence: `“${facts.says}”: no step so far has come to this rule.` };
  }
  const operands = operandsText(facts, checked.operands);
  const shown = operands === '' ? '' : ` (${operands})`;
  const found = {
    held: `held at step ${step}${shown}`,
    turned: `did not hold at step ${step}${shown}: ${lower(trimmed(checked.because ?? ''))}`,
    refused: `was broken at step ${step}${shown}: ${trimmed(checked.because ?? '')}`,
    notReached: `was not reached at step ${step}: a rule before it was broken`,
  }[shownVerdict(checked)];
  return { sentence: `“${facts.says}” ${found}.`, from: { step, happening: checked } };
}

/** Any happening at all, named by its step and number. */
export function happeningSubject({ scene, causes }: WhyContext, name: string): Subject | undefined {
  const [step = 0, n = 0] = name.split('.').map(Number);
  const frame = causes.frames[step - 1];
  if (frame === undefined || step > scene.step) return undefined;
  const happening = frame.happenings[n - 1];
  if (happening === undefined) {
    return n === 0
      ? { sentence: linkOf(scene.timeline, { step }).text, from: { step } }
      : undefined;
  }
  const thread =
    'extent' in happening && happening.extent !== 0 ? { extent: happening.extent } : {};
  return {
    sentence: `Step ${step}: ${linkOf(scene.timeline, { step, happening }).text}`,
    from: { step, happening },
    thread,
    also: [{ text: `Step ${step}`, entity: stepEntity(step) }],
  };
}
