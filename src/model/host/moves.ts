import { hostWith, type HostState } from './host-state';
import { newLog, say, type Log } from './log';
import type { HostReply, MailboxCommand, Move } from './twin';
import type { HostContext } from './behaviour';

/** What is told of a move: what it does and why, and what it makes of extents. */
export type Told = Pick<Move, 'title' | 'because'> & Partial<Pick<Move, 'decisions' | 'stages'>>;

/** The host with the count of its lines whose rate is limited. */
const counted = (host: HostState, { printed }: Log): HostState =>
  host.printed === printed ? host : hostWith(host, { printed });

/** A move that sends nothing. */
export const doing = (told: Told, log: Log, host: HostState): Move => ({
  decisions: [],
  stages: [],
  ...told,
  prints: log.lines,
  then: () => ({ host: counted(host, log), prints: [] }),
});

/**
 * A move that sends a command. `after` says what the host is once the reply is there, and prints what it prints
 * then; a refused command leaves a line before that.
 */
export function sending(
  { behaviour, sees, host }: HostContext,
  told: Told,
  log: Log,
  command: MailboxCommand,
  after: (reply: HostReply, log: Log) => HostState,
): Move {
  // The kernel's mock is reached without the mailbox that prints these lines.
  if (!sees.mock) say(log, 'commandSent', { opcode: command.opcode });
  return {
    decisions: [],
    stages: [],
    ...told,
    command,
    prints: log.lines,
    then: (reply) => {
      if (reply === undefined) return { host: counted(host, log), prints: [] };
      const later = newLog(behaviour.series, sees.clock, log);
      if (reply.code !== 0 && !sees.mock) say(later, 'mailboxError', { code: reply.code });
      const next = after(reply, later);
      return { host: counted(next, later), prints: later.lines };
    },
  };
}
