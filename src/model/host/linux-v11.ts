import { endOf } from '../device/extent';
import { dcEventTypes } from '../event-log/event-log';
import { codeTitle, hexCode } from '../mailbox/return-code';
import { answered, forgotten, inboxAfter, surfaced } from './beliefs';
import { clearLog, DC_LOG, giveBack, readLog, respond } from './commands';
import type { HostExtent, HostState, InboxRecord, SeenRecord } from './host-state';
import { judged } from './linux-checks';
import type { Decision, HostSees, Move, Twin } from './twin';

const quiet: Pick<Move, 'decisions' | 'stages' | 'prints'> = {
  decisions: [],
  stages: [],
  prints: [],
};

const hex = (value: number): string => `0x${value.toString(16)}`;

const rangeText = ({ start, length }: SeenRecord): string => `DPA:${hex(start)} LEN:${hex(length)}`;

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

function readMove(host: HostState, because: string): Move {
  return {
    ...quiet,
    title: 'reads the event log',
    because,
    command: readLog(),
    after: (reply) => (reply === undefined ? host : inboxAfter(host, reply)),
  };
}

/** Linux clears a batch only after every record of it was dealt with, whatever became of the commands. */
function clearMove(host: HostState): Move {
  const handles = host.inbox.map(({ handle }) => handle);
  return {
    ...quiet,
    title: `clears ${count(handles.length, 'event record')}`,
    because:
      'Every record of the batch has been dealt with. Records are cleared after the answer is sent.',
    command: clearLog(handles),
    after: () => ({ ...host, inbox: [], rereads: true }),
  };
}

const markDone = (host: HostState, records: readonly InboxRecord[]): HostState => ({
  ...host,
  inbox: host.inbox.map((record) =>
    records.includes(record) ? { ...record, done: true } : record,
  ),
});

/** Add records up to the one that closes the chain, or up to the end of what was read. */
function addMove(host: HostState, sees: HostSees, from: number): Move {
  const rest = host.inbox.slice(from);
  const other = rest.findIndex(({ type }) => type !== dcEventTypes.add);
  const adds = other === -1 ? rest : rest.slice(0, other);
  const closing = adds.findIndex(({ more }) => !more);
  const fresh = closing === -1 ? adds : adds.slice(0, closing + 1);
  return closing === -1 ? stageMove(host, fresh) : answerMove(host, sees, fresh);
}

function stageMove(host: HostState, fresh: readonly InboxRecord[]): Move {
  return {
    ...quiet,
    title: `stages ${count(fresh.length, 'offered extent')} and waits`,
    because:
      'The last record has More set, so the chain is not complete. Linux answers only a complete chain.',
    decisions: fresh.map(({ extent }) => ({
      extent,
      verdict: 'waits',
      because: 'the chain is not closed',
      rule: 'S5',
    })),
    stages: fresh,
    prints: fresh.map((record) => `DCD event add : ${rangeText(record)}; more bit set`),
    after: () => ({ ...markDone(host, fresh), staged: [...host.staged, ...fresh] }),
  };
}

function answerMove(host: HostState, sees: HostSees, fresh: readonly InboxRecord[]): Move {
  const chain = [...host.staged, ...fresh];
  const { decisions, accepted } = judgedInTurn(host, sees, chain);
  const title =
    accepted.length === chain.length
      ? `accepts ${count(accepted.length, 'offered extent')}`
      : accepted.length === 0
        ? `refuses ${count(chain.length, 'offered extent')}`
        : `accepts ${accepted.length} of ${count(chain.length, 'offered extent')}`;
  return {
    title,
    because: whyAnswer(decisions),
    command: respond(accepted),
    decisions,
    stages: fresh,
    prints: [
      ...fresh.map((record) => `DCD event add : ${rangeText(record)}`),
      'Sending command: 0x4802',
    ],
    // Linux surfaces extents before it sends the response and does not take them back if that fails.
    after: () => surfaced({ ...answered(host, chain), staged: [] }, accepted),
  };
}

/** Each extent is judged with the ones accepted before it in place. */
function judgedInTurn(
  host: HostState,
  sees: HostSees,
  chain: readonly SeenRecord[],
): { readonly decisions: readonly Decision[]; readonly accepted: readonly SeenRecord[] } {
  const decisions: Decision[] = [];
  const accepted: SeenRecord[] = [];
  let held = host;
  for (const record of chain) {
    const decision = judged(record, held, sees);
    decisions.push(decision);
    if (decision.verdict !== 'accepts') continue;
    accepted.push(record);
    held = surfaced(held, [record]);
  }
  return { decisions, accepted };
}

function whyAnswer(decisions: readonly Decision[]): string {
  const refused = decisions.filter(({ verdict }) => verdict === 'refuses');
  const first = refused[0];
  if (first === undefined) return 'The chain is complete and every extent passes Linux’s checks.';
  return `e${first.extent} is left out: ${first.because} (${first.rule}). What a response does not name is refused.`;
}

function releaseMove(host: HostState, record: InboxRecord): Move {
  const found = host.extents.find(
    (extent) => extent.start <= record.start && endOf(extent) >= endOf(record),
  );
  return {
    title: 'gives an extent back',
    because: whyRelease(found, record),
    command: giveBack([found ?? record]),
    decisions: [
      {
        extent: record.extent,
        verdict: 'releases',
        because: 'not in use',
        rule: found === undefined ? 'R3' : 'R7',
      },
    ],
    stages: [],
    prints: [`DCD event release : ${rangeText(record)}`, 'Sending command: 0x4803'],
    after: () => forgotten(markDone(host, [record]), found === undefined ? [] : [found]),
  };
}

function whyRelease(found: HostExtent | undefined, record: InboxRecord): string {
  if (found === undefined) {
    return 'The host has no extent that holds the range, so it gives back exactly what was asked (R3).';
  }
  return found.length === record.length
    ? 'The extent is not in use, so Linux gives it back at once.'
    : 'Linux gives back whole extents, even when only a part is asked for (R7).';
}

function ignoreMove(host: HostState, record: InboxRecord): Move {
  const forced = record.type === dcEventTypes.forcedRelease;
  return {
    ...quiet,
    title: forced ? 'ignores a forced release' : `cannot handle an event of type ${record.type}`,
    because: forced
      ? 'Linux does nothing on a forced release.'
      : 'Linux has no handler for this type of event (A21).',
    prints: [forced ? 'Forced release event ignored.' : 'dcd event failed: -22'],
    after: () => markDone(host, [record]),
  };
}

function next(sees: HostSees, host: HostState): Move | undefined {
  const at = host.inbox.findIndex(({ done }) => !done);
  const record = host.inbox[at];
  if (record !== undefined) {
    switch (record.type) {
      case dcEventTypes.add:
        return addMove(host, sees, at);
      case dcEventTypes.release:
        return releaseMove(host, record);
      default:
        return ignoreMove(host, record);
    }
  }
  if (host.inbox.length > 0) return clearMove(host);
  if (host.rereads) return readMove(host, 'Linux reads again until the log gives no record.');
  const waiting = (sees.eventStatus >> DC_LOG) % 2 === 1;
  return waiting
    ? readMove(host, 'The event status says that the Dynamic Capacity log holds records.')
    : undefined;
}

/** What Linux prints when the device refuses its command. */
export const failureLine = (code: number): string =>
  `dcd event failed: ${hexCode(code)} ${codeTitle(code)}`;

/** Linux with the DCD series v11: add and release of untagged extents in region 0. */
export const linuxV11: Twin = {
  id: 'linux-v11',
  label: 'Linux v11',
  about: 'Reads, judges and answers like Linux with the DCD series v11.',
  next,
};
