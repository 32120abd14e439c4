import { describe, expect, test } from 'vitest';
import { brokenInvariants } from '../testing/invariants';
import {
  acceptedIn,
  add,
  answerOf,
  askBack,
  deviceWith,
  giveBack,
  handlesOf,
  ldIn,
  next,
  outputOf,
  R0,
  respond as respondRaw,
  run,
} from '../testing/run';
import { MiB } from '../units';
import type { Action, HostDeed } from './action';
import type { SimulationState } from './state';

const deed = (what: HostDeed): Action => ({ kind: 'host', ...what });
const read = deed({ deed: 'read' });
const respond = (...accept: readonly number[]): Action => deed({ deed: 'respond', accept });
const release = (...extents: readonly number[]): Action => deed({ deed: 'release', extents });

const offered = run(
  deviceWith(),
  add([
    [0, 4 * MiB],
    [8 * MiB, 4 * MiB],
    [16 * MiB, 4 * MiB],
  ]),
).state;
const known = run(offered, read).state;
const shown = ({ host }: SimulationState): readonly string[] =>
  host.extents.map(
    ({ extent, start, length }) => `e${extent} ${start.toString(16)}+${length / MiB}`,
  );

describe('a host played by hand', () => {
  test('has no next move of its own', () => {
    expect(run(offered, next).reply).toMatchObject({ kind: 'cannot', why: 'You play this host.' });
  });

  test('reads the log into its inbox and takes nothing from the device', () => {
    expect(known.host.inbox.map(({ handle, more }) => [handle, more])).toEqual([
      [1, true],
      [2, true],
      [3, false],
    ]);
    expect(handlesOf(known)).toEqual([1, 2, 3]);
  });

  test('accepts the subset it names, in that order', () => {
    const result = run(known, respond(3, 1));
    expect(answerOf(result)).toBe('00h');
    expect(acceptedIn(result.state)).toEqual(['11000000+400000', '10000000+400000']);
    expect(shown(result.state)).toEqual(['e3 11000000+4', 'e1 10000000+4']);
    const decided = result.happenings.flatMap((happening) =>
      happening.what === 'hostDecided' ? [`e${happening.extent} ${happening.verdict}`] : [],
    );
    expect(decided).toEqual(['e1 accepts', 'e2 refuses', 'e3 accepts']);
  });

  test('refuses the whole offer when it names nothing', () => {
    const result = run(known, respond());
    expect([answerOf(result), ldIn(result.state).pendingCount, shown(result.state)]).toEqual([
      '00h',
      0,
      [],
    ]);
  });

  test.each([
    ['answer an extent it has not read', offered, respond(1), 'e1 is not among the offers'],
    ['answer two such extents', offered, respond(1, 9), 'e1, e9 are not among the offers'],
    ['release an extent it does not hold', known, release(1), 'e1 is not held by the host'],
  ])('cannot %s, and is told what, why and how to mend it', (_, state, action, what) => {
    const result = run(state, action);
    expect(result.reply.kind).toBe('cannot');
    if (result.reply.kind !== 'cannot') return;
    expect(result.reply.what).toContain(what);
    expect(result.reply.why).not.toBe('');
    expect(result.reply.fix).not.toBe('');
    expect(result.state).toEqual({ ...state, tick: state.tick + 1 });
  });

  test('cannot answer the same offer twice', () => {
    expect(answerOf(run(known, respond(1), respond(1)))).toBe('cannot');
  });

  test('is refused by the device when it answers a later offer first, and believes nothing', () => {
    const two = run(deviceWith(), add([[0, 2 * MiB]]), add([[4 * MiB, 2 * MiB]]), read).state;
    const result = run(two, respond(2));
    expect([answerOf(result), shown(result.state)]).toEqual(['0Fh', []]);
  });

  test('clears what it has read, also before it answers: the offers stay open to it', () => {
    const result = run(known, deed({ deed: 'clear' }));
    expect([answerOf(result), handlesOf(result.state), result.state.host.inbox]).toEqual([
      '00h',
      [],
      [],
    ]);
    expect(answerOf(run(result.state, respond(2)))).toBe('00h');
  });

  test('releases extents it holds', () => {
    const result = run(known, respond(1, 2), release(2));
    expect([answerOf(result), acceptedIn(result.state), shown(result.state)]).toEqual([
      '00h',
      ['10000000+400000'],
      ['e1 10000000+4'],
    ]);
  });

  test('keeps the two ends of an extent of which it gave the middle back with raw bytes', () => {
    const state = run(deviceWith(), add([[0, 12 * MiB]]), read, respond(1)).state;
    const result = run(state, giveBack([[R0 + 4 * MiB, 4 * MiB]]));
    expect(shown(result.state)).toEqual(['e2 10000000+4', 'e3 10800000+4']);
  });

  test('knows of what it accepted with raw bytes', () => {
    const result = run(known, respondRaw([[R0 + 8 * MiB, 2 * MiB]]));
    expect(shown(result.state)).toEqual(['e4 10800000+2']);
  });

  test('lists the extents of the device', () => {
    const result = run(known, respond(1), deed({ deed: 'list' }));
    expect(outputOf(result).slice(0, 16)).toBe('0100000001000000');
  });
});

test('what a person cuts while Linux gives a group back stays shown, and so held', () => {
  const chain = add([
    [0, 2 * MiB],
    [2 * MiB, 6 * MiB],
    [8 * MiB, 2 * MiB],
  ]);
  const linux = deviceWith({ twin: 'linux-v11', profile: 'qemu-10.0' });
  const giving = run(linux, chain, next, next, next, askBack([[0, 2 * MiB]]), next, next).state;
  expect(shown(giving)).toEqual(['e2 10200000+6', 'e3 10800000+2']);
  const cut = run(giving, giveBack([[R0 + 2 * MiB, 4 * MiB]])).state;
  expect(shown(cut)).toEqual(['e3 10800000+2', 'e4 10600000+2']);
  const refused = run(cut, next);
  expect(answerOf(refused)).toBe('0Fh');
  expect(shown(refused.state)).toEqual(['e3 10800000+2', 'e4 10600000+2']);
  expect(brokenInvariants(refused.state)).toEqual([]);
});
