import { expect, test } from 'vitest';
import { queries, type QueryName } from './queries';
import { Simulator } from './simulator';
import { answered } from './testing';

const nothing = { update: { base: 0, serial: 0, slices: {} } };

/** Before a run is open, everything is answered, with nothing. */
test.each<[string, (simulator: Simulator) => Promise<unknown>, unknown]>([
  ['everything', (s) => s.everything(), nothing],
  ['advance', (s) => s.advance(), nothing],
  ['seek', (s) => s.seek(1), nothing],
  ['act', (s) => s.act({ kind: 'reset' }), nothing],
  ['edit', (s) => s.edit({ kind: 'toggle', step: 1 }), nothing],
  ['submitQmp', (s) => s.submitQmp('', 'now'), nothing],
  ['undo', (s) => s.undo(), nothing],
  ['redo', (s) => s.redo(), nothing],
  ['doProvocation', (s) => s.doProvocation('x'), nothing],
])('%s', async (_, ask, answer) => {
  expect(await ask(new Simulator())).toEqual(answer);
});

test.each(Object.keys(queries) as QueryName[])('a query: %s', async (name) => {
  expect(await new Simulator().ask(name, ...([] as never))).toBeUndefined();
});

async function tour(): Promise<Simulator> {
  const simulator = new Simulator();
  await simulator.open({ kind: 'example', id: 'tour' });
  return simulator;
}

test('what cannot be opened leaves the run that is open', async () => {
  const simulator = await tour();
  const before = await answered(simulator, 'scenario');
  const bad = await simulator.open({ kind: 'example', id: 'none' });
  expect(bad.problem?.title).toBe('This is not a scenario that can be opened');
  expect(bad.problem?.what).toContain('an empty text');
  const text = before.replace('"dcMiB":1024', '"dcMiB":1000');
  const unbuilt = await simulator.open({ kind: 'scenario', text });
  expect(unbuilt.problem?.title).toBe('QEMU would not start this device');
  const link = await simulator.open({ kind: 'link', fragment: 'x' });
  expect(link.problem?.title).toBe('This is not a DCDscope link');
  expect(await answered(simulator, 'scenario')).toBe(before);
});

test.each([
  [undefined, 0],
  [5, 5],
  [99, 21],
])('a scenario opened at step %s shows step %i', async (step, shown) => {
  const text = await answered(await tour(), 'scenario');
  const simulator = new Simulator();
  const source = { kind: 'scenario', text, ...(step === undefined ? {} : { step }) } as const;
  const { update } = await simulator.open(source);
  expect(update.slices.run?.step).toBe(shown);
});

test('what is asked beside the page is about the step that is looked at', async () => {
  const simulator = await tour();
  expect((await answered(simulator, 'commands')).length).toBeGreaterThan(40);
  expect(await answered(simulator, 'memoryRows', 0, 600)).toHaveLength(512);
  expect(await answered(simulator, 'memoryRows', 0, 3)).toHaveLength(3);
  expect((await answered(simulator, 'inspect', 'extent:1')).title).toContain('e1');
  expect(await answered(simulator, 'jumps', [])).toBeDefined();
  expect(await answered(simulator, 'registers')).toBeDefined();
  expect(await answered(simulator, 'machine')).toBeDefined();
  expect(await answered(simulator, 'checks')).toBeDefined();
  expect((await answered(simulator, 'lens', 'owner')).kinds.length).toBeGreaterThan(1);
  const { fragment = '', characters, problem } = await answered(simulator, 'share');
  expect([fragment.length, problem]).toEqual([characters, undefined]);
});

test('answers count on from each other, and what can be taken back is told', async () => {
  const simulator = await tour();
  const { update: first } = await simulator.seek(21);
  const { update: second } = await simulator.act({ kind: 'reset' });
  expect([second.base, second.serial - second.base]).toEqual([first.serial, 1]);
  expect(second.slices.run).toMatchObject({ canUndo: true, canRedo: false });
  expect((await simulator.undo()).update.slices.run).toMatchObject({
    canUndo: false,
    canRedo: true,
  });
  const { kept } = await (await simulator.seek(3), simulator.act({ kind: 'reset' }));
  expect(kept).toMatchObject({ first: 4, last: 21 });
});
