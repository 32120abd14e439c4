import { expect, test } from 'vitest';
import { deviceWith as changedDevice } from '../device/device-state';
import type { TwinId } from '../host/twin-id';
import { printInjectLine } from '../interop/inject-line';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { claim } from '../testing/machine';
import { mockState } from '../testing/provoked';
import { add, answerOf, deviceWith, ldIn, next, R0, run, type Described } from '../testing/run';
import { deed } from '../testing/settle';
import { GiB, MiB } from '../units';
import { provokeView } from './provoke-view';
import { actionsOf, moves, tried } from './tried';

const accepted: Described = { accepted: [[R0, 64 * MiB]] };
const side = { accepted: [[R0, 32 * MiB] as const, [R0 + 32 * MiB, 32 * MiB] as const] };
const two: Described = {
  pending: [
    [
      [R0, 16 * MiB],
      [R0 + 32 * MiB, 16 * MiB],
    ],
    [[R0 + 64 * MiB, 16 * MiB]],
  ],
};

/** A host that has nothing left to do after these actions. */
const idle = (twin: TwinId, ...actions: readonly Action[]): SimulationState => {
  let state = deviceWith({ twin });
  for (const action of actions) {
    state = run(state, action).state;
    for (let moves = 0; moves < 12; moves += 1) state = run(state, next).state;
  }
  return state;
};

const one = add([[0, 64 * MiB]]);
const nine = add(Array.from({ length: 9 }, (_, i) => [i * 16 * MiB, 16 * MiB] as const));

/** The device with no room for one extent more. */
const full = (state: SimulationState): SimulationState => {
  const config = { ...state.device.config, extentLimit: ldIn(state).accepted.byOrder.size };
  return { ...state, device: changedDevice(state.device, { config }) };
};

const refused = (code: string) => ({ kind: 'refused', code });
const done = { kind: 'done' };

/** What each provocation comes to in a scene of its own. */
const expected: Readonly<Record<string, readonly [SimulationState, object]>> = {
  'refuse-all': [deviceWith(two), done],
  'accept-some': [deviceWith(two), done],
  'accept-part': [deviceWith(two), done],
  'second-first': [deviceWith(two), refused('0Fh')],
  'respond-twice': [deviceWith(two), refused('0Fh')],
  'split-more': [deviceWith(two), refused('0Fh')],
  'refuse-nothing': [deviceWith(), { kind: 'crash' }],
  'beyond-offer': [deviceWith(two), refused('0Fh')],
  'half-block': [deviceWith(two), refused('1Eh')],
  'named-twice': [deviceWith(two), refused('1Eh')],
  'lying-count': [deviceWith(two), refused('16h')],
  'release-part': [deviceWith(accepted), done],
  'release-across': [deviceWith(side), done],
  'release-offered': [deviceWith(two), refused('0Fh')],
  'release-free': [deviceWith(), refused('0Fh')],
  'clear-newest': [deviceWith(two), refused('02h')],
  'clear-unread': [deviceWith(two), { kind: 'unheard' }],
  'offer-offered': [deviceWith(two), refused('cannot add DPA again while still pending')],
  'offer-accepted': [
    deviceWith(accepted),
    refused('cannot add DPA already accessible to the same LD'),
  ],
  'offer-unaligned': [deviceWith(), refused('dpa or len is not aligned to region block size')],
  'offer-past-end': [deviceWith(), refused('extent range is beyond the region end')],
  'offer-nowhere': [deviceWith(), refused('region id is too large')],
  'offer-twice': [deviceWith(), refused('duplicate or overlapped extents are detected')],
  'offer-policy': [deviceWith(), refused('Selection policy not supported')],
  'offer-wraps': [deviceWith(), { kind: 'crash' }],
  'offer-nothing': [deviceWith(), { kind: 'crash' }],
  'offer-too-many': [full(deviceWith(accepted)), refused('1Dh')],
  'lose-closing': [deviceWith(), { kind: 'lost', records: 1 }],
  'fill-log': [deviceWith(), { kind: 'lost', records: 1 }],
  'glue-chain': [idle('linux-v11'), refused('0Fh')],
  'second-region': [idle('linux-v11'), { kind: 'declined' }],
  'ask-offered': [deviceWith(two), refused('cannot release extent with pending DPA range')],
  'ask-free': [deviceWith(), refused('cannot release extent with non-existing DPA range')],
  'ask-part': [idle('linux-v11', one), done],
  'ask-across': [idle('linux-v11', one, add([[64 * MiB, 64 * MiB]])), { kind: 'kept' }],
  'ask-twice': [idle('linux-v11', one), done],
  'ask-in-use': [idle('linux-v11', one, deed(claim('0'))), { kind: 'kept' }],
  'ask-forced': [deviceWith(accepted), refused('Forced removal not supported yet')],
  'fm-forced': [deviceWith(accepted), done],
  'off-grid': [mockState('linux-v11', { startsEmpty: true }), { kind: 'declined' }],
  'same-tag': [mockState('linux-v11', { startsEmpty: true }), { kind: 'declined' }],
  'sequence-gap': [mockState('linux-v11', { sharable: true }), { kind: 'declined' }],
  'one-of-tag': [tagOfTwo(), done],
  'reset-mid-offer': [deviceWith(two), { kind: 'unheard' }],
  restart: [idle('linux-v11', nine), { kind: 'unheard' }],
  'decoder-gone': [deviceWith(accepted), { kind: 'fault', fault: 'noDecoder' }],
  watchdog: [idle('linux-v11', nine), { kind: 'declined' }],
  'touch-offer': [deviceWith(two), { kind: 'fault', fault: 'unbacked' }],
};

/** The mock with a tag of two extents, which a Linux host has taken. */
function tagOfTwo(): SimulationState {
  const lines = [0, 64].map((offset, i): Action => ({
    kind: 'inject',
    file: 'dc_inject_extent',
    line: printInjectLine('dc_inject_extent', {
      start: 2 * GiB + offset * MiB,
      length: 64 * MiB,
      tag: '11'.repeat(16),
      more: i === 0,
      sharedSeq: 0,
    }),
  }));
  const moves = Array.from({ length: 12 }, () => next);
  return run(mockState('linux-v11', { startsEmpty: true }), ...lines, ...moves).state;
}

test('each move has a scene here', () => {
  expect(moves.map(({ id }) => id).toSorted()).toEqual(Object.keys(expected).toSorted());
});

test.each(moves)('$id comes to what it should', (move) => {
  const [state, coming] = expected[move.id] ?? [];
  if (state === undefined) throw new Error(`no scene for ${move.id}`);
  const made = tried(state, move);
  expect(typeof made === 'string' ? made : made.coming).toEqual(coming);
});

test('the mock takes the second group first and withdraws the rest', () => {
  const line = (offset: number): Action => ({
    kind: 'inject',
    file: 'dc_inject_extent',
    line: `${2 * GiB + offset}:${16 * MiB}::0`,
  });
  const state = run(mockState('manual', { startsEmpty: true }), line(0), line(64 * MiB)).state;
  const actions = actionsOf(state, 'second-first');
  if (typeof actions === 'string') throw new Error(actions);
  const result = run(state, ...actions);
  expect(answerOf(result)).toBe('00h');
  expect([ldIn(result.state).accepted.byOrder.size, ldIn(result.state).pending]).toEqual([1, []]);
});

const cardsAt = (state: SimulationState) =>
  new Map(provokeView(state).groups.flatMap(({ cards }) => cards.map((card) => [card.id, card])));

test('a card tells the refusal with its code, and that nothing changes', () => {
  expect(cardsAt(deviceWith(two)).get('second-first')).toMatchObject({
    name: 'Answer the second group first',
    does: 'The host names what was offered later.',
    outcome: {
      verdict: 'refused',
      sentence: 'The device refuses the host’s response.',
      code: '0Fh Invalid Physical Address',
      because: '0x1400_0000 belongs to g2; g1 was offered first and must be answered first.',
      steps: 1,
      maps: [{ label: 'r0 device', changed: false, text: 'unchanged' }],
    },
  });
});

test('a card draws the device and the host before and after', () => {
  const card = cardsAt(deviceWith(two)).get('accept-some');
  expect(card).toMatchObject({
    outcome: {
      maps: [
        {
          label: 'r0 device',
          before: [
            { state: 'offered', from: 0, width: 8 / 256 },
            { state: 'offered', from: 16 / 256, width: 8 / 256 },
            { state: 'offered', from: 32 / 256, width: 8 / 256 },
          ],
          after: [
            { state: 'accepted', from: 0, width: 8 / 256 },
            { state: 'offered', from: 32 / 256, width: 8 / 256 },
          ],
          text: 'offered 48 MiB → 16 MiB, accepted 0 B → 16 MiB',
        },
        { label: 'r0 host', text: 'accepted 0 B → 16 MiB' },
      ],
    },
  });
});

test('what cannot be done stands last in its group and says why', () => {
  const [host] = provokeView(deviceWith()).groups;
  const kinds = host?.cards.map((card) => 'whyNot' in card) ?? [];
  expect(kinds).toEqual(kinds.toSorted());
  expect(cardsAt(deviceWith()).get('refuse-all')).toMatchObject({ whyNot: 'Nothing is offered.' });
});

test('nothing can be provoked once QEMU is gone', () => {
  const crashed = run(deviceWith(), ...actionsIn(deviceWith(), 'refuse-nothing')).state;
  const cards = [...cardsAt(crashed).values()];
  expect(new Set(cards.map((card) => ('whyNot' in card ? card.whyNot : 'possible')))).toEqual(
    new Set(['QEMU is gone. Step back before the crash.']),
  );
});

const actionsIn = (state: SimulationState, id: string): readonly Action[] => {
  const actions = actionsOf(state, id);
  return typeof actions === 'string' ? [] : actions;
};

test('a provocation that takes moves of the host is done with them', () => {
  const state = idle('linux-v11');
  const actions = actionsIn(state, 'second-region');
  expect(actions[0]).toMatchObject({ kind: 'qmp' });
  expect(actions.slice(1)).toEqual(
    Array.from({ length: actions.length - 1 }, () => ({ kind: 'host', deed: 'next' })),
  );
  expect(actions.length).toBeGreaterThan(1);
});
