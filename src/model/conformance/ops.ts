import { ldOf } from '../device/device-state';
import { fromHex } from '../codec/codec';
import { backgroundStatus, mailboxStatus } from '../mailbox/registers';
import type { Action } from '../simulation/action';
import { burn } from './burn';
import { compareMailbox, compareQmp, compareRead, differ } from './compare';
import { acted, nothing, type Op, type Outcome, type Played } from './played';
import { numberAt, opcodeOf, payloadOf, textAt, type Fields } from './trace';

const fmAction = (to: 'ld' | 'switch', fields: Fields): Action => ({
  kind: 'fmApi',
  to,
  opcode: opcodeOf(fields),
  payload: payloadOf(fields),
});

/** The recorder's switch has one device, behind port 0. */
function replayTunnel(played: Played, fields: Fields): Outcome {
  const port = numberAt(fields, 'port') === 0;
  const code = differ(
    'tunnel return code',
    numberAt(fields, 'tunnel_ret'),
    port ? 0 : INVALID_INPUT,
  );
  if (!port || code !== undefined) return [played, code];
  return acted(played, fmAction('ld', fields), (reply) => compareMailbox(fields, reply));
}

const INVALID_INPUT = 2;

/** A register of the device, compared as a number. */
const register =
  (what: string, value: (played: Played) => number): Op =>
  (played, fields) => [played, differ(what, numberAt(fields, 'result'), value(played))];

/** Debian's 10.0.2 has no qtest clock: there the clock stood still. */
const stepClock: Op = (played, fields) => {
  const { result } = fields;
  if (result === 'unsupported') return [played, undefined];
  const [next] = acted(played, { kind: 'clock', ns: numberAt(fields, 'ns') }, nothing);
  return [next, differ('virtual clock', numberAt(fields, 'result'), next.state.clock)];
};

const read: Op = (played, fields) =>
  acted(
    played,
    { kind: 'read', space: 'dpa', at: numberAt(fields, 'dpa'), length: numberAt(fields, 'len') },
    (reply) => compareRead(fields, reply),
  );

const write: Op = (played, fields) => {
  const data = fromHex(textAt(fields, 'data'));
  return acted(played, { kind: 'write', space: 'dpa', at: numberAt(fields, 'dpa'), data }, nothing);
};

/** What each recorded operation is in the model, and what is compared. */
const ops: ReadonlyMap<string, Op> = new Map<string, Op>([
  [
    'mailbox',
    (played, fields) =>
      acted(
        played,
        { kind: 'mailbox', opcode: opcodeOf(fields), payload: payloadOf(fields) },
        (reply) => compareMailbox(fields, reply),
      ),
  ],
  [
    'qmp',
    (played, fields) =>
      acted(
        played,
        { kind: 'qmp', execute: textAt(fields, 'name'), arguments: fields['args'] ?? {} },
        (reply) => compareQmp(fields, reply),
      ),
  ],
  ['fm', replayTunnel],
  [
    'switch_mailbox',
    (played, fields) =>
      acted(played, fmAction('switch', fields), (reply) => compareMailbox(fields, reply)),
  ],
  ['mem_read', read],
  ['mem_write', write],
  [
    'event_status',
    register('Event Status register', ({ state }) => ldOf(state.device).eventStatus),
  ],
  [
    'mbox_status',
    register('Mailbox Status register', ({ state }) => Number(mailboxStatus(state.device))),
  ],
  [
    'bg_status',
    register('Background Command Status register', ({ state }) =>
      Number(backgroundStatus(state.device)),
    ),
  ],
  ['clock_step', stepClock],
  [
    'hdm',
    (played, fields) => acted(played, { kind: 'hdm', commit: fields['commit'] === true }, nothing),
  ],
  ['reset', (played) => acted(played, { kind: 'reset' }, nothing)],
  ['msix_enable', (played) => [{ ...played, vectors: [] }, undefined]],
  [
    'msix_poll',
    (played, fields) => [
      { ...played, vectors: [] },
      differ('interrupt vectors', JSON.stringify(fields['result']), JSON.stringify(played.vectors)),
    ],
  ],
  ['burn_events', burn],
  ['start', (played) => [played, differ('start', 'does not start', 'starts')]],
]);

/** Plays one recorded operation. The reader of traces lets no other through. */
export function replayed(played: Played, op: string, fields: Fields): Outcome {
  const play = ops.get(op);
  if (play === undefined) throw new Error(`no operation is called ${op}`);
  return play(played, fields);
}
