import type { Reply } from '../../simulation/reply';
import type { Mismatch } from './mismatch';
import type { Played } from './play';
import { qmpReplyOf, shellReplyOf, type RecordedStep } from './recording';

/** Where the answer of QEMU or of the shell differs; nothing where it does not. */
export function repliesDiffer(recorded: RecordedStep, { replies }: Played): Mismatch | undefined {
  const all: readonly unknown[] = 'several' in recorded.do ? severalOf(recorded) : [recorded.reply];
  for (const [i, reply] of all.entries()) {
    const model = 'several' in recorded.do ? replies[i] : replies.at(-1);
    const differs = replyDiffers(reply, model);
    if (differs !== undefined) return differs;
  }
  return undefined;
}

const severalOf = ({ do: what, reply }: RecordedStep): readonly unknown[] =>
  'several' in what && Array.isArray(reply)
    ? reply.filter((_, i) => 'fm' in (what.several[i] ?? {}))
    : [];

function replyDiffers(recorded: unknown, model: Reply | undefined): Mismatch | undefined {
  const qmp = qmpReplyOf(recorded);
  if (qmp !== undefined) {
    if (model?.kind !== 'qmp') return undefined;
    const said = 'error' in qmp ? qmp.error.desc : RETURN;
    return different(said, model.error?.desc ?? RETURN);
  }
  const shell = shellReplyOf(recorded);
  if (shell === undefined || model === undefined) return undefined;
  const [said, text] = [shellText(shell), modelText(model)];
  return sameSaid(said, text) ? undefined : different(said, text);
}

const RETURN = 'return';

const different = (recorded: string, model: string): Mismatch | undefined =>
  recorded === model ? undefined : { what: 'reply', recorded, model };

/** A shell that was killed did what it was told; of one that says nothing only the failure is compared. */
const sameSaid = (said: string, model: string): boolean =>
  (said === KILLED && model === DONE) || (said === FAILED && model !== DONE);

const DONE = 'done';
const KILLED = 'killed';
/** A shell that says nothing about a failure. */
const FAILED = 'failed';

/** What a shell says, and the number of Linux behind it. A file that is not there is what daxctl calls ENXIO. */
const shellErrors: readonly (readonly [says: RegExp, name: string])[] = [
  [/No such file or directory$/, 'ENOENT'],
  [/nonexistent directory$/, 'ENXIO'],
  [/No such device$/, 'ENODEV'],
  [/Device or resource busy$/, 'EBUSY'],
  [/Invalid argument$/, 'EINVAL'],
  [/No space left on device$/, 'ENOSPC'],
  [/Operation not supported$/, 'EOPNOTSUPP'],
];

function shellText({
  rc,
  said,
}: {
  readonly rc: number;
  readonly said: readonly string[];
}): string {
  if (rc === 0) return DONE;
  if (rc === 137) return KILLED;
  const error = said.flatMap((line) => shellErrors.filter(([says]) => says.test(line)))[0];
  return error?.[1] ?? FAILED;
}

function modelText(reply: Reply): string {
  if (reply.kind !== 'cannot') return DONE;
  return /\((E[A-Z]+)\)/.exec(reply.why)?.[1] ?? FAILED;
}
