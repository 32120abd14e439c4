import { resetDevice, withClockMoved, withoutDecoder } from '../../device/background';
import {
  deviceWith,
  ldOf,
  withNames,
  withDecoder,
  type DeviceState,
} from '../../device/device-state';
import { execute } from '../../mailbox/mailbox';
import { guestReads, guestWrites } from './guest-step';
import { newTrail, note, type Happening, type Trail } from '../../happening';
import { withRange, type RangeMap } from '../../persistent/range-map';
import { executeQmp } from '../../qmp/qmp';
import { hostWith } from '../../host/host-state';
import { firstRegion } from '../../host/host-state';
import type { MailboxCommand } from '../../host/twin';
import type { Action } from '../action';
import { doDeed } from './host-deeds';
import { sendByHand } from './host-step';
import { executeInject } from './inject-step';
import type { Reply } from '../reply';
import { copyOfState, stateWith, type FmClaim, type SimulationState } from '../state';
import { unsupportedAction } from '../ways-in';

/** What one step came to. */
export interface StepResult {
  readonly state: SimulationState;
  readonly reply: Reply;
  readonly happenings: readonly Happening[];
  /** The mailbox command that the step sent. */
  readonly sent?: MailboxCommand | undefined;
}

/**
 * The whole program in one function: what an action does to a state, what comes back, and everything that
 * occurred on the way. Pure; nothing else changes a state.
 */
export function step(state: SimulationState, action: Action): StepResult {
  const trail = newTrail(state.device.names);
  const { crashed } = state.device;
  if (crashed !== undefined) {
    const reply: Reply = {
      kind: 'cannot',
      what: 'QEMU is gone.',
      why: crashed,
      fix: 'Step back before the crash and go on from there.',
    };
    const after = stateWith(state, { tick: state.tick + 1 });
    return { state: after, reply, happenings: [], sent: undefined };
  }
  const done = perform(state, action, trail);
  const after =
    done.reply.kind === 'crash' ? crashedBy(done.state, done.reply.why, trail) : done.state;
  const next = copyOfState(after);
  next.device = withNames(after.device, trail.names);
  next.tick = state.tick + 1;
  return { state: next, reply: done.reply, happenings: trail.happenings, sent: done.sent };
}

type Performed = Pick<StepResult, 'state' | 'reply' | 'sent'>;

function perform(state: SimulationState, action: Action, trail: Trail): Performed {
  const closed = unsupportedAction(state.device, action);
  if (closed !== undefined) return { state, reply: closed };
  switch (action.kind) {
    case 'qmp':
      return performQmp(state, action, trail);
    case 'mailbox':
      return sendByHand(state, action, trail);
    case 'host':
      return doDeed(state, action, trail);
    case 'twin':
      return {
        state: stateWith(state, { host: hostWith(state.host, { twin: action.twin }) }),
        reply: { kind: 'none' },
      };
    case 'fmApi':
      return performFmApi(state, action, trail);
    case 'inject':
      return performInject(state, action, trail);
    case 'read':
      return onDevice(state, guestReads(state.device, action, trail));
    case 'write':
      return onDevice(state, guestWrites(state.device, action, trail));
    case 'hdm':
      note(trail, 'host', { what: 'decoderSet', committed: action.commit });
      return onDevice(state, { device: decoderSet(state, action.commit), reply: NOTHING });
    case 'clock':
      return performClock(state, action.ns, trail);
    case 'reset':
      note(trail, 'device', { what: 'deviceReset' });
      return onDevice(state, { device: resetDevice(state.device), reply: NOTHING });
  }
}

const NOTHING: Reply = { kind: 'none' };

const onDevice = (
  state: SimulationState,
  { device, reply }: { readonly device: DeviceState; readonly reply: Reply },
): Performed => ({ state: stateWith(state, { device }), reply });

const decoderSet = ({ device, host }: SimulationState, commit: boolean): DeviceState =>
  commit ? withDecoder(device, firstRegion(host)) : withoutDecoder(device);

function performClock(state: SimulationState, ns: number, trail: Trail): Performed {
  const clock = state.clock + ns;
  trail.cause = note(trail, 'device', { what: 'clockMoved', to: clock });
  const device = withClockMoved(state.device, clock, trail);
  return { state: stateWith(state, { clock, device }), reply: NOTHING };
}

function performFmApi(
  state: SimulationState,
  { to, opcode, payload }: Extract<Action, { kind: 'fmApi' }>,
  trail: Trail,
): Performed {
  const cci = to === 'ld' ? 'fmLd' : 'switch';
  const { device, reply } = execute(state.device, state.clock, { cci, opcode, payload }, trail);
  const next = copyOfState(state);
  next.device = device;
  next.fmAsked = askedNow(state, trail, device);
  return { state: next, reply, sent: { opcode, payload } };
}

function performQmp(
  state: SimulationState,
  action: Extract<Action, { kind: 'qmp' }>,
  trail: Trail,
): Performed {
  return asked(state, executeQmp(state.device, state.clock, action, trail), trail);
}

/** A line that asks for more than is accepted asks for all that it names. */
function performInject(
  state: SimulationState,
  action: Extract<Action, { kind: 'inject' }>,
  trail: Trail,
): Performed {
  const done = executeInject(state.device, state.clock, action, trail);
  const { start, length } = done.askedBack ?? { start: 0, length: 0 };
  const release: FmClaim = { extent: 0, request: 'release' };
  const fmAsked = withRange(state.fmAsked, start, start + length, release);
  return asked(stateWith(state, { fmAsked }), done, trail);
}

/** The state after a request of the fabric manager. */
const asked = (
  state: SimulationState,
  { device, reply }: { readonly device: DeviceState; readonly reply: Reply },
  trail: Trail,
): Performed => ({
  state: stateWith(state, { device, fmAsked: askedNow(state, trail, device) }),
  reply,
});

/** What the fabric manager has asked for, with this step's offers and release requests painted on. */
function askedNow(
  { fmAsked }: SimulationState,
  { happenings }: Trail,
  device: SimulationState['device'],
): RangeMap<FmClaim> {
  let asked = fmAsked;
  for (const happening of happenings) {
    if (happening.what === 'groupOffered') {
      const waiting = ldOf(device).pending.flatMap(({ extents }) => extents);
      for (const { id, start, length } of waiting.filter((item) =>
        happening.extents.includes(item.id),
      ))
        asked = withRange(asked, start, start + length, { extent: id, request: 'add' });
    }
    if (happening.what === 'releaseAsked') {
      const { start, length, extents } = happening;
      asked = withRange(asked, start, start + length, {
        extent: extents[0] ?? 0,
        request: 'release',
      });
    }
  }
  return asked;
}

function crashedBy(state: SimulationState, why: string, trail: Trail): SimulationState {
  note(trail, 'device', { what: 'crashed', why });
  return stateWith(state, { device: deviceWith(state.device, { crashed: why }) });
}
