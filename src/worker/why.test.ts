import { expect, test } from 'vitest';
import { Simulator } from './simulator';

async function tour(): Promise<Simulator> {
  const simulator = new Simulator();
  await simulator.open({ kind: 'example', id: 'tour' });
  return simulator;
}

test('the worker tells why, at the step looked at, and keeps up with edits', async () => {
  const simulator = await tour();
  await simulator.seek(1);
  expect((await simulator.ask('why', 'extent:1'))?.sentence).toContain('on offer because');
  await simulator.seek(3);
  expect((await simulator.ask('why', 'extent:1'))?.sentence).toContain('accepted because');
  await simulator.act({ kind: 'hostRelease', extents: ['extent:1'] });
  const why = await simulator.ask('why', 'extent:1');
  expect(why?.sentence).toBe('e1 is given back because the host gave it back at step 4.');
  await simulator.undo();
  expect((await simulator.ask('why', 'extent:1'))?.links[0]?.step).toBe(3);
});

test('steps, regions, fields and registers are known too', async () => {
  const simulator = await tour();
  await simulator.seek(3);
  const titles = await Promise.all(
    ['step:3', 'region:0', 'field:in:entries[0].start', 'register:128', 'code:3'].map(
      async (id) => (await simulator.ask('inspect', id))?.title,
    ),
  );
  expect(titles).toEqual(['Step 3', 'Region r0', 'Entry 0: start DPA', 'Event Status', 'Step 3']);
});
