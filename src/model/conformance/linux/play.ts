import { fromHex } from '../../codec/codec';
import { decode } from '../../codec/message';
import { hostWith, lowestFree, type HostRegion, type HostState } from '../../host/host-state';
import { getEventRecordsReply } from '../../layouts/event-record';
import { wakesAt } from '../../simulation/steps/host-step';
import type { Reply } from '../../simulation/reply';
import { stateWith, type SimulationState } from '../../simulation/state';
import { deedsOf, request } from './deeds';
import { several } from './race';
import type { FmDeed, HostCommand, RecordedStep, Recording } from './recording';
import { said } from './says';
import {
  acts,
  newSession,
  passed,
  settle,
  withoutModules,
  type Session,
  type Told,
} from './session';
import { isRead, type SessionCommand } from './timeless';

/** A step takes about so long where no record tells the time. */
const PAUSE = 2e9;

/** What a step came to. */
export interface Played {
  readonly told: readonly Told[];
  readonly traces: readonly string[];
  /** The rules by which the host decided, in order. */
  readonly decided: readonly string[];
  readonly replies: readonly Reply[];
  readonly state: SimulationState;
}

/** Plays a recording through device and twin, a step at a time; who is told `false` has the last step not taken. */
export function* played(recording: Recording): Generator<Played, void, boolean | undefined> {
  const session = newSession(recording);
  for (const recorded of recording.steps) {
    const before = session.state;
    session.told = [];
    session.traces = [];
    session.decided = [];
    const replies = playStep(session, recorded);
    const { told, traces, decided, state } = session;
    const taken = yield { told, traces, decided, replies, state };
    if (taken === false) session.state = before;
  }
}

function playStep(session: Session, recorded: RecordedStep): readonly Reply[] {
  const { do: what } = recorded;
  if ('boot' in what) return [];
  if ('wait' in what) return waited(session, what.wait * 1e9);
  untilRecord(session, recorded);
  if ('device_says' in what) {
    session.says = said(session.says, what.device_says);
    return [];
  }
  if ('several' in what) {
    return several(
      session,
      what.several.filter((one): one is FmDeed => 'fm' in one),
      recorded,
    );
  }
  if ('reset' in what) return booted(session);
  if ('fm' in what) {
    const reply = acts(session, request(what));
    settle(session);
    return [reply];
  }
  return hostDoes(session, what);
}

/** Virtual time goes to where the first record of a step was logged, or on by a usual pause. */
function untilRecord(session: Session, { mailbox }: RecordedStep): void {
  const stamp = mailbox.flatMap(timesIn)[0];
  const { clock } = session.state;
  if (stamp === undefined) {
    passed(session, clock + PAUSE);
    return;
  }
  session.epoch ??= stamp - BigInt(clock);
  passed(session, Math.max(clock, Number(stamp - session.epoch)));
}

const timesIn = (command: SessionCommand): readonly bigint[] =>
  isRead(command)
    ? decode(getEventRecordsReply, fromHex(command.out)).items.map(({ timestamp }) => timestamp)
    : [];

/** Time passes; a watchdog that runs out in it acts at its moment. */
function waited(session: Session, ns: number): readonly Reply[] {
  const end = session.state.clock + ns;
  const wakes = wakesAt(session.state);
  if (wakes !== undefined && wakes <= end) {
    passed(session, wakes);
    settle(session);
  }
  passed(session, end);
  return [];
}

/** The guest and the device start anew. */
function booted(session: Session): readonly Reply[] {
  acts(session, { kind: 'reset' });
  const reply = acts(session, { kind: 'host', deed: 'restart' });
  const { partitions } = session.state;
  session.state = stateWith(withoutModules(session.state), { partitions });
  session.state = stateWith(session.state, {
    host: hostWith(session.state.host, { rereads: 'atStart' }),
  });
  settle(session);
  return [reply];
}

function hostDoes(session: Session, command: HostCommand): readonly Reply[] {
  const deeds = deedsOf(session.state, command);
  const replies: Reply[] = [];
  for (const deed of deeds) {
    const reply = acts(session, { kind: 'host', ...deed });
    settle(session);
    replies.push(reply);
  }
  const { host } = session.state;
  if (command.host === 'create-region' && replies.at(-1)?.kind === 'cannot') {
    session.state = stateWith(session.state, { host: withReserved(host, Number(command.size)) });
  }
  return replies;
}

/** By sysfs alone, a region that cannot be attached stays as a name, and its decoder keeps the capacity. */
function withReserved(host: HostState, length: number): HostState {
  const last = host.regions.at(-1);
  const region: HostRegion = {
    id: lowestFree(new Set(host.regions.map(({ id }) => id)), 0),
    start: (last?.start ?? 0) + (last?.length ?? 0),
    length,
    hpa: 0,
    decoder: lowestFree(new Set(host.regions.map(({ decoder }) => decoder)), 0),
    phase: 'unmapped',
    driver: 'none',
    listed: false,
  };
  return hostWith(host, { regions: [...host.regions, region] });
}
