import { addSchema, releaseSchema } from '../qmp/schema';
import { recordsText, requestWords } from './fm-words';
import { actorWords, plain, type Step, type Words } from './words';

type Verb = 'add' | 'release';

const verbs: ReadonlyMap<string, Verb> = new Map([
  [addSchema.command, 'add'],
  [releaseSchema.command, 'release'],
]);

/** What a QMP command asks of capacity; absent for a command about something else. */
export const requestVerb = (execute: string): Verb | undefined => verbs.get(execute);

const manager = 'fabric manager';

/** A QMP command in words: what was asked for, and what QEMU said. */
export function qmpWords(
  { reply, happenings }: Pick<Step, 'reply' | 'happenings'>,
  execute: string,
): Words {
  if (execute === 'qmp_capabilities') {
    return actorWords(manager, 'opens the QMP session', 'nothing changes');
  }
  const verb = requestVerb(execute);
  const error = reply.kind === 'qmp' ? reply.error : undefined;
  if (error === undefined) {
    return verb === undefined
      ? actorWords(manager, 'injects a media record', recordsText(happenings))
      : requestWords(verb, happenings);
  }
  return plain(
    refusal(error.class, verb === undefined ? execute : `the ${verb} request`),
    verb === undefined ? `sends ${execute}` : `asks to ${verb}`,
    `${error.desc} · nothing changes`,
  );
}

const refusal = (kind: string, what: string): string =>
  kind === 'CommandNotFound' ? 'QEMU does not know the command.' : `QEMU refuses ${what}.`;
