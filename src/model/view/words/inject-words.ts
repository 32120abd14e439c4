import { ldOf } from '../../device/device-state';
import { injectVerb } from '../../interop/inject-line';
import type { Action } from '../../simulation/action';
import { recordsText, requestWords } from './fm-words';
import { happeningsOf, firstHappening } from '../scene/gather';
import { plainSentence, type StepInput, type StepSentence } from './words';

/** A line that was written to a file of the kernel's mock. */
export function injectWords(
  step: StepInput,
  { file }: Extract<Action, { readonly kind: 'inject' }>,
): StepSentence {
  const { reply, happenings, state } = step;
  if (reply.kind === 'qmp' && reply.error !== undefined) {
    return plainSentence(
      'The mock refuses the line.',
      `writes to ${file}`,
      `${reply.error.desc} · nothing changes`,
    );
  }
  if (firstHappening(happenings, 'groupOffered') !== undefined) {
    const words = requestWords('add', step);
    const open = ldOf(state.device).pending.at(-1)?.open === true;
    return open ? { ...words, effect: `${words.effect} · more follows` } : words;
  }
  const forced = file === 'dc_force_del_extent' ? ' by force' : '';
  const verb = injectVerb(file);
  if (happeningsOf(happenings, 'releaseAsked').length === 0) {
    return plainSentence(
      `The fabric manager asks back${forced} what is not accepted; the record goes out all the same.`,
      `asks back${forced} what is not accepted`,
      recordsText(happenings),
    );
  }
  const { sentence, says, effect } = requestWords(verb, step);
  return plainSentence(sentence.replace(/\.$/, `${forced}.`), `${says}${forced}`, effect);
}
