import { describe, expect, test } from 'vitest';
import { hexCode } from '../layouts/return-code';
import type { Action } from '../simulation/action';
import type { SimulationState } from '../simulation/state';
import { advanced, positionOf } from '../simulation/run/branches';
import { CXL_PCI } from '../testing/host';
import {
  acceptedIn,
  add,
  askBack,
  clear,
  deviceWith,
  ldIn,
  mailbox,
  next,
  R0,
  respond,
  run,
  scenarioWith,
  type Described,
} from '../testing/run';
import { MiB } from '../units';

const linux: Described = { twin: 'linux-v11' };

interface Told {
  readonly state: SimulationState;
  /** `read`, `respond 2`, `clear 2`, `release`, or what the host says when it sends nothing. */
  readonly moves: readonly string[];
  /** `accepts A2–A15` for each extent looked at. */
  readonly decisions: readonly string[];
  readonly lines: readonly string[];
}

const names: Readonly<Record<number, string>> = {
  0x0100: 'read',
  0x0101: 'clear',
  0x4802: 'respond',
  0x4803: 'release',
};

/** Does the actions, then lets the host go on until it has nothing to do. */
function settled(from: SimulationState, ...actions: readonly Action[]): Told {
  let { state } = run(from, ...actions);
  const moves: string[] = [];
  const decisions: string[] = [];
  const lines: string[] = [];
  for (;;) {
    const { reply, sent, happenings, state: after } = run(state, next);
    if (reply.kind === 'cannot') return { state, moves, decisions, lines };
    const code = reply.kind === 'mailbox' && reply.code !== 0 ? ` ${hexCode(reply.code)}` : '';
    moves.push(sent === undefined ? 'wait' : `${names[sent.opcode] ?? ''}${code}`);
    for (const happening of happenings) {
      if (happening.what === 'hostDecided')
        decisions.push(`e${happening.extent} ${happening.verdict} ${happening.rule}`);
      if (happening.what === 'hostPrinted') lines.push(happening.line.text);
    }
    state = after;
  }
}

const shown = ({ host }: SimulationState): readonly string[] =>
  host.extents.map(
    ({ index, start, length }) => `0.${index} ${start.toString(16)}+${length / MiB}`,
  );

describe('Linux v11, offered extents', () => {
  test('accepts a closed chain, clears it, and reads until the log is empty', () => {
    const told = settled(
      deviceWith(linux),
      add([
        [0, 8 * MiB],
        [16 * MiB, 4 * MiB],
      ]),
    );
    expect(told.moves).toEqual(['read', 'respond', 'clear', 'read']);
    expect(told.decisions).toEqual(['e1 accepts A2–A15', 'e2 accepts A2–A15']);
    expect(shown(told.state)).toEqual(['0.1 10000000+8', '0.2 11000000+4']);
    expect(acceptedIn(told.state)).toEqual(['10000000+800000', '11000000+400000']);
    expect(told.state.device.lds[0]?.eventStatus).toBe(0);
  });

  const table: readonly (readonly [string, Described, Action, readonly string[], number])[] = [
    [
      'what starts past the decoder (A4)',
      { decoder: [R0, 8 * MiB] },
      add([
        [0, 8 * MiB],
        [8 * MiB, 2 * MiB],
      ]),
      ['e1 accepts A2–A15', 'e2 refuses A4'],
      1,
    ],
    [
      'what ends past the decoder (A6)',
      { decoder: [R0, 8 * MiB] },
      add([
        [0, 2 * MiB],
        [4 * MiB, 8 * MiB],
      ]),
      ['e1 accepts A2–A15', 'e2 refuses A6'],
      1,
    ],
    [
      'everything when there is no decoder (A4)',
      { decoder: [0, 0] },
      add([[0, 2 * MiB]]),
      ['e1 refuses A4'],
      0,
    ],
    ['all of region 1 (A3)', {}, add([[0, 2 * MiB]], { region: 1 }), ['e1 refuses A3'], 0],
  ];

  test.each(table)('leaves out %s', (_, described, action, decisions, accepted) => {
    const told = settled(deviceWith({ ...linux, ...described }), action);
    expect(told.decisions).toEqual(decisions);
    expect(told.moves).toEqual(['read', 'respond', 'clear', 'read']);
    expect(ldIn(told.state).pendingCount).toBe(0);
    expect([acceptedIn(told.state).length, shown(told.state).length]).toEqual([accepted, accepted]);
  });

  test('leaves out what overlaps an extent it already has (A15), and what lies in one (A14)', () => {
    const has = settled(deviceWith(linux), add([[0, 8 * MiB]])).state;
    // The device lost the extent behind the back of the host, and offers it anew.
    const lost = { ...has, device: deviceWith(linux).device };
    const overlapping = settled(lost, add([[4 * MiB, 8 * MiB]]));
    expect(overlapping.decisions).toEqual(['e1 refuses A15']);
    expect(settled(lost, add([[0, 2 * MiB]])).decisions).toEqual(['e1 refuses A14']);
  });

  test('stages an open chain and waits when more than 8 extents were offered', () => {
    const nine = Array.from({ length: 9 }, (_, i) => [i * 4 * MiB, 2 * MiB] as const);
    const told = settled(deviceWith(linux), add(nine));
    expect(told.moves).toEqual(['read', 'wait', 'clear', 'read']);
    expect(told.decisions).toEqual(Array.from({ length: 8 }, (_, i) => `e${i + 1} waits S5`));
    expect(told.state.host.staged.length).toBe(8);
    expect(ldIn(told.state).pendingCount).toBe(9);
    expect(acceptedIn(told.state)).toEqual([]);
  });

  test('glues the next offer to a chain that never closed', () => {
    const nine = Array.from({ length: 9 }, (_, i) => [i * 4 * MiB, 2 * MiB] as const);
    const waiting = settled(deviceWith(linux), add(nine)).state;
    const told = settled(waiting, add([[64 * MiB, 2 * MiB]]));
    // The device judges the answer against its first group, to which the new extent does not belong.
    expect(told.moves).toEqual(['read', 'respond 0Fh', 'clear', 'read']);
    expect(told.decisions.length).toBe(9);
  });

  test('answers several closed chains of one batch one by one, then clears once', () => {
    const told = settled(
      deviceWith(linux),
      add([[0, 2 * MiB]]),
      add([
        [8 * MiB, 2 * MiB],
        [16 * MiB, 2 * MiB],
      ]),
    );
    expect(told.moves).toEqual(['read', 'respond', 'respond', 'clear', 'read']);
    expect(acceptedIn(told.state).length).toBe(3);
  });

  test('clears after the answer, although the answer failed, and keeps what it surfaced', () => {
    const offered = run(deviceWith(linux), add([[0, 2 * MiB]]), next).state;
    // Somebody else answers the offer before the host does, and another offer takes its place.
    const stolen = deviceWith({ ...linux, pending: [[[R0 + 64 * MiB, 2 * MiB]]] });
    const told = settled({ ...offered, device: stolen.device });
    expect(told.moves.slice(0, 2)).toEqual(['respond 0Fh', 'clear']);
    expect(told.lines).toContain(`${CXL_PCI}dcd event failed: -14`);
    expect(shown(told.state)[0]).toBe('0.1 10000000+2');
    expect(acceptedIn(told.state)).not.toContain('10000000+200000');
  });
});

describe('Linux v11, asked to release', () => {
  const holding = settled(deviceWith(linux), add([[0, 8 * MiB]]), add([[8 * MiB, 8 * MiB]])).state;

  test('gives a whole extent back', () => {
    const told = settled(holding, askBack([[0, 8 * MiB]]));
    expect(told.moves).toEqual(['read', 'release', 'clear', 'read']);
    expect(told.decisions).toEqual(['e1 releases R7']);
    expect(shown(told.state)).toEqual(['0.2 10800000+8']);
    expect(acceptedIn(told.state)).toEqual(['10800000+800000']);
  });

  test('gives the whole extent back when only a part is asked for (R7)', () => {
    const told = settled(holding, askBack([[2 * MiB, 2 * MiB]]));
    expect(told.decisions).toEqual(['e1 releases R7']);
    expect(acceptedIn(told.state)).toEqual(['10800000+800000']);
  });

  test('sends nothing when the range lies over two extents (R3)', () => {
    const told = settled(holding, askBack([[4 * MiB, 8 * MiB]]));
    expect([told.moves, told.decisions]).toEqual([
      ['read', 'wait', 'clear', 'read'],
      ['e1 keeps R3'],
    ]);
    expect(acceptedIn(told.state)).toEqual(acceptedIn(holding));
    expect(shown(told.state)).toEqual(shown(holding));
  });

  test('acts on every record by itself: a second one about the same extent fails', () => {
    const told = settled(
      holding,
      askBack([
        [0, 2 * MiB],
        [4 * MiB, 2 * MiB],
      ]),
    );
    expect(told.moves).toEqual(['read', 'release', 'wait', 'clear', 'read']);
    expect(told.decisions).toEqual(['e1 releases R7', 'e1 keeps R3']);
    expect(acceptedIn(told.state)).toEqual(['10800000+800000']);
  });
});

describe('Linux v11', () => {
  test('has nothing to do while the event status is clear', () => {
    const told = settled(deviceWith(linux));
    expect(told.moves).toEqual([]);
    expect(run(deviceWith(linux), next).reply).toMatchObject({ kind: 'cannot' });
  });

  test('does not see records that a reset hid from the event status', () => {
    expect(settled(deviceWith(linux), add([[0, 2 * MiB]]), { kind: 'reset' }).moves).toEqual([]);
  });

  test('reads again after it cleared, so records of the meantime are not missed', () => {
    const cleared = run(deviceWith(linux), add([[0, 2 * MiB]]), next, next, next).state;
    const told = settled(cleared, add([[64 * MiB, 2 * MiB]]));
    expect(told.moves).toEqual(['read', 'respond', 'clear', 'read']);
  });

  test('leaves a log alone that someone else read and cleared', () => {
    const done = run(deviceWith(linux), add([[0, 2 * MiB]]), mailbox(0x0100, '04'));
    const told = settled(done.state, respond([[R0, 2 * MiB]]), clear([1]));
    expect(told.moves).toEqual([]);
    expect(shown(told.state)).toEqual(['0.1 10000000+2']);
  });

  test('is idle at the end of a timeline that plays it', () => {
    let moment = positionOf(scenarioWith(linux, [add([[0, 2 * MiB]])]), 1);
    for (let i = 0; i < 9; i += 1) moment = advanced(moment);
    expect(moment.step).toBe(5);
  });
});
