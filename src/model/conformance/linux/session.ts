import { toHex } from '../../codec/codec';
import { ldOf, withNames } from '../../device/device-state';
import { newTrail, type HostLine, type LineLevel } from '../../happening';
import { hostWith, type HostState } from '../../host/host-state';
import type { HostReply, MailboxCommand } from '../../host/twin';
import { execute } from '../../mailbox/mailbox';
import type { Action } from '../../simulation/action';
import { nextMove, withHost } from '../../simulation/steps/host-step';
import type { Reply } from '../../simulation/reply';
import { startState, stateWith, type SimulationState } from '../../simulation/state';
import { step, type StepResult } from '../../simulation/steps/step';
import { MiB } from '../../units';
import type { Recording } from './recording';
import { replaced, type Says } from './says';
import type { SessionCommand } from './timeless';

/** What the host did and printed in a step, in order. */
export type Told =
  { readonly command: SessionCommand } | { readonly text: string; readonly level: LineLevel };

/** A session as it is played. It lives for one recording. */
export interface Session {
  state: SimulationState;
  says: Says;
  told: Told[];
  traces: string[];
  /** The rules by which the host decided. */
  decided: string[];
  /** The device's clock where virtual time is zero, in nanoseconds; known from the first record on. */
  epoch: bigint | undefined;
}

/** Where q35 puts the memory window of the machine that was recorded. */
const WINDOW = 0x4_9000_0000;

const profileOf = (qemu: string) => (/^10\.[01]\b/.test(qemu) ? 'qemu-10.0' : 'qemu-11.1');

export function newSession({ head, series }: Recording): Session {
  const { device } = head;
  const several = device.bridge?.includes('hdm_for_passthrough=true') === true;
  const state = startState({
    profile: profileOf(head.qemu),
    device: {
      id: 'cxl-dcd0',
      staticVolatile: device.static_mib * MiB,
      staticPersistent: 0,
      dynamicCapacity: device.dc_mib * MiB,
      regionCount: device.regions,
      serial: 99,
    },
    host: {
      twin: series,
      decoder: { start: 0, length: 0 },
      window: WINDOW,
      ...(several ? { hdmForPassthrough: true } : {}),
    },
  });
  // What a card's CDAT file says of region 0 is no part of the model of QEMU.
  const sharable = device.card?.includes('sharable') === true;
  const partitions = state.partitions.map((partition, i) => ({
    ...partition,
    sharable: sharable && i === 0,
  }));
  return {
    state: withoutModules(stateWith(state, { partitions })),
    says: { extents: new Map(), generation: 0 },
    told: [],
    traces: [],
    decided: [],
    epoch: undefined,
  };
}

/** The guest that was recorded boots without the modules. */
export const withoutModules = (state: SimulationState): SimulationState =>
  stateWith(state, {
    host: hostWith(state.host, {
      modules: { dax_cxl: false, device_dax: false, kmem: false },
      rereads: 'no',
    }),
  });

export function passed(session: Session, until: number): void {
  const ns = until - session.state.clock;
  if (ns > 0) session.state = step(session.state, { kind: 'clock', ns }).state;
}

/** Does something, and tells what the host printed of it. */
export function acts(session: Session, action: Action): Reply {
  const result = step(session.state, action);
  session.state = result.state;
  tellOf(session, result);
  return result.reply;
}

function tellOf(session: Session, { happenings }: StepResult): void {
  for (const happening of happenings) {
    if (happening.what === 'hostPrinted') tell(session, [happening.line]);
  }
}

function tell(session: Session, lines: readonly HostLine[]): void {
  for (const { kind, level, text } of lines) {
    if (kind === 'kernel') session.told.push({ level, text });
    if (kind === 'trace') session.traces.push(text);
  }
}

/** More moves than this are a host that never ends. */
export const MOST = 5000;

/** The host goes on until it has nothing to do. */
export function settle(session: Session): void {
  for (let i = 0; i < MOST; i += 1) if (!goesOn(session)) return;
  throw new Error('the host never ends');
}

/** One move of the host. False when it has none. */
export function goesOn(session: Session): boolean {
  const move = nextMove(session.state);
  if (move === undefined) return false;
  tell(session, move.prints);
  session.decided.push(...move.decisions.map(({ rule }) => rule));
  if (move.command === undefined) {
    becomes(session, move.then(undefined).host, { kind: 'none' });
    return true;
  }
  const { answer, reply } = sent(session, move.command);
  const { host, prints } = move.then(answer);
  // What a return code means is printed before the payload was recorded.
  const early = reply.code === 0 ? 0 : 1;
  tell(session, prints.slice(0, early));
  session.told.push({
    command: {
      opcode: `${move.command.opcode.toString(16).padStart(4, '0')}h`,
      in: toHex(move.command.payload),
      ret: answer.code,
      out: toHex(answer.output),
    },
  });
  tell(session, prints.slice(early));
  becomes(session, host, reply);
  return true;
}

function becomes(session: Session, host: HostState, reply: Reply): void {
  const trail = newTrail(session.state.device.names);
  session.state = withHost({ state: session.state, reply }, host, undefined, trail).state;
}

/** Sends a command to the device; the answer is what the driver sees. */
function sent(session: Session, command: MailboxCommand) {
  const { state } = session;
  const { records } = ldOf(state.device).eventLogs.dynamicCapacity;
  const message = { cci: 'primary', ...command } as const;
  const trail = newTrail(state.device.names);
  const { device, reply } = execute(state.device, state.clock, message, trail);
  if (reply.kind !== 'mailbox') throw new Error(`the device answers ${reply.kind}`);
  session.state = stateWith(state, { device: withNames(device, trail.names) });
  const answer: HostReply = {
    code: reply.code,
    output: replaced(session.says, command.opcode, reply.output),
    extentOf: (handle) => records.find((record) => record.handle === handle)?.extent ?? 0,
    extentAt: () => 0,
  };
  return { answer, reply };
}
