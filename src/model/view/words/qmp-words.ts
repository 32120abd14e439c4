import { profileOf } from '../../device/device-state';
import type { JsonValue } from '../../json';
import { isTailUnknown } from '../../qmp/inject';
import type { QmpRequest } from '../../qmp/answer';
import { addSchema, releaseSchema } from '../../qmp-schema/schema';
import { recordsText, requestWords } from './fm-words';
import { actorWords, plainSentence, type StepInput, type StepSentence } from './words';

type Verb = 'add' | 'release';

const verbs: ReadonlyMap<string, Verb> = new Map([
  [addSchema.command, 'add'],
  [releaseSchema.command, 'release'],
]);

/** What a QMP command asks of capacity; absent for a command about something else. */
export const requestVerb = (execute: string): Verb | undefined => verbs.get(execute);

const manager = 'fabric manager';

/** A QMP command in words: what was asked for, and what QEMU said. */
export function qmpWords(step: StepInput, { execute, arguments: args }: QmpRequest): StepSentence {
  const { reply } = step;
  if (execute === 'qmp_capabilities') {
    return actorWords(manager, 'opens the QMP session', 'nothing changes');
  }
  const verb = requestVerb(execute);
  const error = reply.kind === 'qmp' ? reply.error : undefined;
  if (error === undefined) {
    return verb === undefined ? injectionWords(step, args) : requestWords(verb, step);
  }
  return plainSentence(
    refusal(error.class, verb === undefined ? execute : `the ${verb} request`),
    verb === undefined ? `sends ${execute}` : `asks to ${verb}`,
    `${error.desc} · nothing changes`,
  );
}

function injectionWords({ before, happenings }: StepInput, args: JsonValue): StepSentence {
  const words = actorWords(manager, 'injects a media record', recordsText(happenings));
  return isTailUnknown(args, profileOf(before.device)) ? { ...words, note: tailNote } : words;
}

const tailNote =
  'Behind a component id of fewer than 15 bytes QEMU 11 writes what happens to lie in its memory; zeros are shown.';

const refusal = (kind: string, what: string): string =>
  kind === 'CommandNotFound' ? 'QEMU does not know the command.' : `QEMU refuses ${what}.`;
