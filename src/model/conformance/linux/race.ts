import { fromHex } from '../../codec/codec';
import { decode } from '../../codec/message';
import { ldOf } from '../../device/device-state';
import { getEventRecordsReply } from '../../layouts/event-record';
import { nextMove } from '../../simulation/steps/host-step';
import type { Reply } from '../../simulation/reply';
import type { SimulationState } from '../../simulation/state';
import { step } from '../../simulation/steps/step';
import { request } from './deeds';
import { qmpReplyOf, type FmDeed, type RecordedStep } from './recording';
import { acts, goesOn, MOST, type Session } from './session';
import { commandText, isRead } from './timeless';

/** When a request came among the moves of the host: as soon as it could, or just before its records were read. */
type Moment = 'early' | 'late';

/** Every choice of moments for some requests. */
const choices = (requests: number): readonly (readonly Moment[])[] =>
  Array.from({ length: 2 ** requests }, (_, bits) =>
    Array.from({ length: requests }, (_each, i) => ((bits >> i) % 2 === 0 ? 'early' : 'late')),
  );

/**
 * Requests without a pause between. Where the reads of the host fell among them is a race: of the ways in which it
 * can have gone, the one is taken that gives the recorded commands.
 */
export function several(
  session: Session,
  requests: readonly FmDeed[],
  recorded: RecordedStep,
): readonly Reply[] {
  const before = { ...session };
  const wanted = recorded.mailbox.map(commandText).join('\n');
  let replies: readonly Reply[] = [];
  for (const moments of choices(requests.length)) {
    Object.assign(session, before, { told: [], traces: [] });
    replies = severalAt(session, requests, moments, recorded);
    const found = session.told.flatMap((one) =>
      'command' in one ? [commandText(one.command)] : [],
    );
    if (found.join('\n') === wanted) break;
  }
  return replies;
}

function severalAt(
  session: Session,
  requests: readonly FmDeed[],
  moments: readonly Moment[],
  recorded: RecordedStep,
): readonly Reply[] {
  const replies: Reply[] = [];
  for (let i = 0; i < MOST; i += 1) {
    comes(session, requests, moments, { recorded, replies });
    if (goesOn(session)) continue;
    const last = requests[replies.length];
    if (last === undefined) return replies;
    replies.push(acts(session, request(last)));
  }
  throw new Error('the host never ends');
}

/** Every request that is due comes, as far as QEMU could have had it by now. */
function comes(
  session: Session,
  requests: readonly FmDeed[],
  moments: readonly Moment[],
  { recorded, replies }: { readonly recorded: RecordedStep; readonly replies: Reply[] },
): void {
  const reads = recorded.mailbox.filter(isRead);
  const wanted = wantedReplies(recorded);
  for (let at = replies.length; at < requests.length; at += 1) {
    const isDue = moments[at] === 'early' || nextMove(session.state)?.command?.opcode === 0x0100;
    if (!isDue) return;
    const read = session.told.filter((one) => 'command' in one && isRead(one.command)).length;
    const reply = tried(session, requests[at], wanted[at], reads[read]?.out);
    if (reply === undefined) return;
    replies.push(reply);
  }
}

/** What QEMU answered to the requests among what was done at once. */
const wantedReplies = ({ do: what, reply }: RecordedStep): readonly unknown[] =>
  'several' in what && Array.isArray(reply)
    ? reply.filter((_, i) => 'fm' in (what.several[i] ?? {}))
    : [];

/** The reply of a request, if QEMU could have had it by now: it answers as recorded, and its records are read next. */
function tried(
  session: Session,
  deed: FmDeed | undefined,
  wanted: unknown,
  out: string | undefined,
): Reply | undefined {
  if (deed === undefined) return undefined;
  const result = step(session.state, request(deed));
  if (result.reply.kind !== 'qmp') return undefined;
  const { reply } = result;
  const failed = qmpReplyOf(wanted);
  const said = failed !== undefined && 'error' in failed ? failed.error.desc : undefined;
  if (said !== reply.error?.desc) return undefined;
  const grew = result.state.device !== session.state.device;
  if (grew && !fits(result.state, out)) return undefined;
  session.state = result.state;
  return reply;
}

/** Whether the log holds what the host read next, once what it has in hand is cleared. */
function fits({ device, host }: SimulationState, out: string | undefined): boolean {
  if (out === undefined) return false;
  const { header, items } = decode(getEventRecordsReply, fromHex(out));
  const read = new Set(items.map(({ handle }) => handle));
  const inHand = new Set(host.inbox.map(({ handle }) => handle));
  const { records, overflow } = ldOf(device).eventLogs.dynamicCapacity;
  // A record that is cleared takes the mark of an overflow with it.
  const overflows = overflow.count > 0 && inHand.size === 0;
  return (
    (!overflows || header.flags % 2 === 1) &&
    records.every(({ handle }) => read.has(handle) || inHand.has(handle))
  );
}
