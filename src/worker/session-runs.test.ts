import { expect, test } from 'vitest';
import type { DeviceForm } from './messages';
import { Simulator } from './simulator';

const device: DeviceForm = {
  profile: 'qemu-11.1',
  twin: 'linux-v11',
  id: 'cxl-dcd0',
  persistentMiB: 0,
  staticMiB: 256,
  dcMiB: 1024,
  regions: 2,
  decoderMiB: 512,
  kind: 'usual',
};
const newDevice = { kind: 'device', device } as const;

/** The tour with a reset, and a new device after it. */
async function twoRuns() {
  const simulator = new Simulator();
  await simulator.open({ kind: 'example', id: 'tour' }, 'first');
  await simulator.act({ kind: 'reset' });
  const before = await simulator.ask('scenario');
  await simulator.open(newDevice, 'second');
  return { simulator, before };
}

test('undo goes back across a new device, and redo to it again', async () => {
  const { simulator, before } = await twoRuns();
  const after = await simulator.ask('scenario');
  expect((await simulator.undo()).run).toBe('first');
  expect(await simulator.ask('scenario')).toBe(before);
  expect((await simulator.redo()).run).toBe('second');
  expect(await simulator.ask('scenario')).toBe(after);
});

test('undo takes back the edits of the new device first, and those of the old run last', async () => {
  const { simulator } = await twoRuns();
  await simulator.act({ kind: 'reset' });
  const runs: (string | undefined)[] = [];
  for (let edits = 0; edits < 3; edits += 1) runs.push((await simulator.undo()).run);
  expect(runs).toEqual(['second', 'first', 'first']);
  const { update } = await simulator.everything();
  expect(update.slices.run).toMatchObject({ canUndo: false, canRedo: true });
});

test('an edit of the old run leaves nothing to do again', async () => {
  const { simulator } = await twoRuns();
  await simulator.undo();
  await simulator.act({ kind: 'reset' });
  const { update, run } = await simulator.redo();
  expect([run, update.slices.run?.canRedo ?? false]).toEqual(['first', false]);
});

test('undo goes back across four new devices at most, and nothing else that is opened', async () => {
  const simulator = new Simulator();
  for (const run of ['1', '2', '3', '4', '5', '6']) await simulator.open(newDevice, run);
  const runs: (string | undefined)[] = [];
  for (let devices = 0; devices < 6; devices += 1) runs.push((await simulator.undo()).run);
  expect(runs).toEqual(['5', '4', '3', '2', '2', '2']);
  await simulator.open({ kind: 'example', id: 'tour' }, 'tour');
  expect((await simulator.undo()).run).toBe('tour');
});

test('a run takes another name, which undo takes back', async () => {
  const simulator = new Simulator();
  await simulator.open(newDevice, 'a');
  const title = (await simulator.everything()).update.slices.run?.title;
  const named = await simulator.edit({ kind: 'title', title: ' Rack ' });
  expect(named.update.slices.run?.title).toBe('Rack');
  expect((await simulator.undo()).update.slices.run?.title).toBe(title);
  for (const wrong of [' ', 'x'.repeat(81)])
    expect((await simulator.edit({ kind: 'title', title: wrong })).problem?.title).toBe(
      'A run cannot be called that',
    );
});
