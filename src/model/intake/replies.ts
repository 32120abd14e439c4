import { check, type Play } from './play';

/**
 * Gives the replies so far to the requests before them, in their order. Where there are fewer, some were not quoted:
 * that to the negotiation first of all, then that to the oldest. Replies before the first request wait for those that come.
 */
export function giveReplies(play: Play): void {
  const { unanswered, replies } = play;
  if (replies.length === 0) return;
  while (replies.length < unanswered.length) {
    const negotiation = unanswered.indexOf('negotiation');
    unanswered.splice(Math.max(negotiation, 0), 1);
  }
  while (replies.length > 0 && unanswered.length > 0)
    answer(play, unanswered.shift(), replies.shift());
}

function answer(
  play: Play,
  request: number | 'negotiation' | undefined,
  seen: Play['replies'][number] | undefined,
): void {
  if (seen === undefined || typeof request !== 'number') return;
  const { reply, from, to } = seen;
  const text = reply.ok ? 'return' : reply.desc;
  // A check holds a text of 1 to 200 characters.
  if (text !== '' && text.length <= 200)
    check(play, request, { from, to, expects: { reply: text } });
}
