import { describe, expect, test } from 'vitest';
import { add, deviceWith, mailbox, next, R0, type Described } from '../testing/run';
import { sceneAfter } from '../testing/scene';
import type { Action } from '../simulation/action';
import { MiB } from '../units';
import { hostView } from './host/host-view';
import { lanesView } from './run/lanes-view';
import { machineView } from './host/machine-view';
import { outcomeView } from './outcome/outcome-view';
import { readPayload } from './bytes/payload-form';
import { registersView } from './device/registers-view';
import { causesOf, whyOf } from './why';

const small: Described = { staticMiB: 0, dcMiB: 512, regions: 1 };
const v9: Described = { ...small, twin: 'linux-v9' };
const v11: Described = { ...small, twin: 'linux-v11' };
const extents = (count: number, at = 0): Action =>
  add(Array.from({ length: count }, (_, i) => [(at + 16 * i) * MiB, 16 * MiB]));
const host = (count: number): readonly Action[] => Array<Action>(count).fill(next);
const why = (described: Described, actions: readonly Action[], id: string) => {
  const scene = sceneAfter(described, actions);
  return whyOf(scene, causesOf(scene.timeline), id);
};

describe('a host that waits for the rest of a chain', () => {
  test('says how long from now', () => {
    const waited = (seconds: number) =>
      machineView(sceneAfter(v11, [extents(9), ...host(4), { kind: 'clock', ns: seconds * 1e9 }]))
        .waiting;
    expect(waited(5)).toEqual({ offers: 8, seconds: 15 });
    expect(waited(12)).toEqual({ offers: 8, seconds: 8 });
  });

  test('keeps as phantoms what the refused response named, and not what it had before', () => {
    const glued = [
      extents(1, 400),
      ...host(4),
      extents(9),
      ...host(4),
      extents(1, 256),
      ...host(2),
    ];
    expect(outcomeView(sceneAfter(v9, glued)).note).toMatch(
      /keeps showing what it asked for: 9 phantom extents\.$/,
    );
  });

  test('is told on its lane by two spans, each with its own text', () => {
    const { spans } = lanesView(sceneAfter(v11, [extents(9), ...host(2)]).timeline);
    expect(spans.map(({ lane, kind, text }) => [lane, kind, text])).toEqual([
      [
        'device',
        'chain',
        'Chain g1: 9 records joined by More, offered at step 1, its closing record was lost, read at step 2, not answered',
      ],
      ['host', 'chain', 'Host has chain g1 to answer from step 2 to 3'],
      [
        'host',
        'waiting',
        'Host waits for the closing record of g1 since step 3; its watchdog ends at 20 s',
      ],
    ]);
  });

  test('is not told of what nobody has read', () => {
    const { spans } = lanesView(sceneAfter(small, [extents(2)]).timeline);
    expect(spans.map(({ text }) => text)).toEqual([
      'Chain g1: 2 records joined by More, offered at step 1, not answered',
    ]);
  });
});

describe('registers', () => {
  const media = (actions: readonly Action[]) =>
    registersView(sceneAfter({}, actions))
      .registers.find(({ name }) => name === 'Memory Device Status')
      ?.fields.find(({ label }) => label === 'Media status');

  test('say that the media are disabled while they are sanitized', () => {
    expect(media([])).toMatchObject({ value: '1', derived: 'ready' });
    expect(media([mailbox(0x4400)])).toMatchObject({ value: '3', derived: 'disabled' });
  });

  test('say of interrupts only what fired in this step', () => {
    const off =
      'Interrupts of the Dynamic Capacity log are off (Set Event Interrupt Policy turns them on).';
    expect(registersView(sceneAfter({}, [extents(1)])).interrupts).toBe(off);
    const on = mailbox(0x0103, '0101010101');
    expect(registersView(sceneAfter({}, [on])).interrupts).toMatch(
      /^The Dynamic Capacity log interrupts/,
    );
    expect(registersView(sceneAfter({}, [on, extents(1)])).interrupts).toMatch(
      /^MSI-X vector 2 fired in this step\. The Dynamic Capacity log interrupts/,
    );
  });
});

describe('why', () => {
  test('a record of a reply leads to the extent that it tells of', () => {
    const told = why({}, [extents(2), mailbox(0x0100, '04')], 'field:out:records[1].handle');
    expect(told?.links.map(({ text }) => text)).toEqual([
      'The device logs record 2 for e2 in the event log.',
      'The device puts e1 and e2 on offer as g1.',
      'The fabric manager offers e1 and e2.',
    ]);
  });

  test('a step was refused, with the reason', () => {
    const refused = [add([[1, 2 * MiB]])];
    expect(why({}, refused, 'code:1')?.sentence).toBe(
      'Step 1 was refused: the offset is not a multiple of 2 MiB.',
    );
    expect(why({}, [extents(1)], 'code:1')?.sentence).toBe('The fabric manager offers e1.');
  });

  test('a whole region has no blocks named, and then the first is meant', () => {
    const taken = [add([[0, 2 * MiB]])];
    const first = why({}, taken, 'blocks:0:0');
    expect(why({}, taken, 'blocks:0')).toEqual({ ...first, id: 'blocks:0' });
    expect(first?.state).toBe('offered');
  });

  test('of many extents a link leads to sixteen', () => {
    const many = [add(Array.from({ length: 20 }, (_, i) => [4 * i * MiB, 2 * MiB]))];
    const [offered] = why({}, many, 'group:1')?.links ?? [];
    expect(offered?.entities.filter((id) => id.startsWith('extent:'))).toHaveLength(16);
  });
});

test('of many differences two hundred are told, and the rest is counted', () => {
  const device: Described = { twin: 'linux-v11', dcMiB: 1024, regions: 1 };
  const accepted = Array.from({ length: 210 }, (_, i) => [R0 + 4 * i * MiB, 2 * MiB] as const);
  const after = deviceWith({ ...device, accepted });
  const view = hostView({ ...sceneAfter(device, []), after });
  expect([view.differences.length, view.differencesLeft]).toEqual([200, 10]);
});

test('a draft is titled by its command, and by nothing that it is not', () => {
  const titleOf = (opcode: number): string | undefined => {
    const read = readPayload(opcode, '');
    return read.tab?.title;
  };
  expect(titleOf(0x4802)).toBe('Add DC Response, input');
  expect(titleOf(0xffff)).toBe('Command, input');
});
