import type { Frame } from '../../simulation/run/timeline';
import type { Action } from '../../simulation/action';
import { injectVerb } from '../../interop/inject-line';
import { askedChip } from '../map/chips';
import type { FmView, Tone } from '../page';
import { happeningsOf } from '../scene/gather';
import type { Scene } from '../scene/scene';
import { requestVerb } from '../words/qmp-words';

/** Requests the page gets, the newest last. */
const MAX_REQUESTS = 50;

/** What the fabric manager asked for, and the reply: all it ever learns. */
export function fmView({ timeline, step }: Scene): FmView {
  const requests: FmView['requests'][number][] = [];
  for (let at = step; at >= 1 && requests.length < MAX_REQUESTS; at -= 1) {
    const frame = timeline.frames[at - 1];
    const verb = frame === undefined || frame.off ? undefined : verbOf(frame.action);
    if (frame !== undefined && verb !== undefined) requests.unshift(requestOf(frame, at, verb));
  }
  return { requests };
}

function requestOf(
  { action, reply, happenings }: Frame,
  step: number,
  verb: string,
): FmView['requests'][number] {
  const offered = happeningsOf(happenings, 'groupOffered').flatMap(({ extents }) => extents);
  const asked = new Set(happeningsOf(happenings, 'releaseAsked').flatMap(({ extents }) => extents));
  return {
    step,
    verb,
    chips: [
      ...offered.map((id) => askedChip(id, 'add')),
      ...[...asked].map((id) => askedChip(id, 'release')),
    ],
    ...answerOf(reply, action.kind === 'inject' ? 'written' : '{}'),
  };
}

/** What a fabric manager asked for; nothing where the action is not one of its requests. */
function verbOf(action: Action): string | undefined {
  if (action.kind === 'inject') return injectVerb(action.file);
  if (action.kind !== 'qmp') return undefined;
  return requestVerb(action.execute) ?? action.execute;
}

function answerOf(
  reply: Frame['reply'],
  granted: string,
): { readonly reply: string; readonly tone: Tone } {
  if (reply.kind === 'crash') return { reply: 'no reply', tone: 'crash' };
  if (reply.kind === 'cannot') return { reply: 'cannot be asked', tone: 'note' };
  if (reply.kind === 'notModelled') return { reply: 'not modelled', tone: 'note' };
  const error = reply.kind === 'qmp' ? reply.error?.desc : undefined;
  return { reply: error ?? granted, tone: error === undefined ? 'ok' : 'refused' };
}
