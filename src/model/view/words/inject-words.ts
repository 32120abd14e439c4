import { ldOf } from '../../device/device-state';
import { injectVerb } from '../../interop/inject-line';
import type { Action } from '../../simulation/action';
import { recordsText, requestWords } from './fm-words';
import { all, first } from '../scene/gather';
import { plain, type Step, type Words } from './words';

/** A line that was written to a file of the kernel's mock. */
export function injectWords(
  step: Step,
  { file }: Extract<Action, { readonly kind: 'inject' }>,
): Words {
  const { reply, happenings, state } = step;
  if (reply.kind === 'qmp' && reply.error !== undefined) {
    return plain(
      'The mock refuses the line.',
      `writes to ${file}`,
      `${reply.error.desc} · nothing changes`,
    );
  }
  if (first(happenings, 'groupOffered') !== undefined) {
    const words = requestWords('add', step);
    const open = ldOf(state.device).pending.at(-1)?.open === true;
    return open ? { ...words, effect: `${words.effect} · more follows` } : words;
  }
  const forced = file === 'dc_force_del_extent' ? ' by force' : '';
  const verb = injectVerb(file);
  if (all(happenings, 'releaseAsked').length === 0) {
    return plain(
      `The fabric manager asks back${forced} what is not accepted; the record goes out all the same.`,
      `asks back${forced} what is not accepted`,
      recordsText(happenings),
    );
  }
  const { sentence, says, effect } = requestWords(verb, step);
  return plain(sentence.replace(/\.$/, `${forced}.`), `${says}${forced}`, effect);
}
