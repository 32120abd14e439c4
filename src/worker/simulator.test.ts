import { expect, test } from 'vitest';
import type { PageView } from '../model/view/page';
import type { Answer } from './messages';
import { Simulator } from './simulator';
import { answered } from './testing';

const hello = `
{ "execute": "qmp_capabilities" }
{ "execute": "cxl-add-dynamic-capacity", "arguments": { "path": "/machine/peripheral/cxl-dcd0", "host-id": 0, "selection-policy": "prescriptive", "region": 0,
  "extents": [ { "offset": 0, "len": 134217728 }, { "offset": 268435456, "len": 67108864 } ] } }
{ "execute": "cxl-release-dynamic-capacity", "arguments": { "path": "/machine/peripheral/cxl-dcd0", "host-id": 0, "removal-policy": "prescriptive", "region": 0,
  "extents": [ { "offset": 268435456, "len": 67108864 } ] } }`;

const device = {
  profile: 'qemu-11.1',
  twin: 'linux-v11',
  id: 'cxl-dcd0',
  staticMiB: 256,
  persistentMiB: 0,
  dcMiB: 1024,
  regions: 2,
  decoderMiB: 512,
  kind: 'usual' as const,
};

/** Opens a fresh device, queues the hello session and steps to its end. */
async function stepThroughHello(): Promise<{ simulator: Simulator; sentences: readonly string[] }> {
  const simulator = new Simulator();
  await simulator.open({ kind: 'device', device });
  await simulator.submitQmp(hello, 'queue');
  const sentences: string[] = [];
  for (let i = 0; i < 20; i += 1) {
    const { update } = await simulator.advance();
    const { run, outcome } = update.slices;
    if (outcome !== undefined) sentences.push(outcome.sentence);
    if (run?.next === undefined) break;
  }
  return { simulator, sentences };
}

test('the hello session steps from offer to acceptance to release', async () => {
  const { sentences } = await stepThroughHello();
  expect(sentences).toEqual([
    'The fabric manager offers e1 and e2.',
    'The host reads 2 event records.',
    'The host accepts e1 and e2.',
    'The host clears 2 event records.',
    'The host finds the event log empty.',
    'The fabric manager asks e2 back.',
    'The host reads 1 event record.',
    'The host gives back e1.',
    'The host gives back e2.',
    'The host clears 1 event record.',
    'The host finds the event log empty.',
  ]);
});

test('a link reopens the run at the same step', async () => {
  const { simulator } = await stepThroughHello();
  await simulator.seek(3);
  const shown = (await simulator.everything()).update.slices;
  const { fragment } = await answered(simulator, 'share');
  const other = new Simulator();
  const opened = await other.open({ kind: 'link', fragment: fragment ?? '' });
  expect(opened.problem).toBeUndefined();
  expect(opened.update.slices.run?.step).toBe(3);
  for (const slice of [
    'outcome',
    'steps',
    'maps',
    'device',
    'host',
    'ledger',
    'bytes',
    'ladder',
  ] as const) {
    expect(opened.update.slices[slice]).toEqual(shown[slice]);
  }
});

test('the tour opens on the partial acceptance', async () => {
  const { update } = await new Simulator().open({ kind: 'example', id: 'tour' });
  expect(update.slices.outcome?.sentence).toBe('The host accepts 2 of 3 offered extents.');
  expect(update.slices.run?.steps).toBe(21);
});

/** The page after an update, as the page itself puts it together. */
function merged(page: Partial<PageView>, { update: { slices, steps } }: Answer): Partial<PageView> {
  const patched =
    steps === undefined
      ? {}
      : { steps: [...(page.steps ?? []).slice(0, steps.keep), ...steps.rows] };
  return { ...page, ...slices, ...patched };
}

test('what is sent step by step adds up to the whole page', async () => {
  const simulator = new Simulator();
  let page = merged({}, await simulator.open({ kind: 'example', id: 'tour' }));
  const wishes: readonly (() => Promise<Answer>)[] = [
    () => simulator.act({ kind: 'hostRead' }),
    () => simulator.edit({ kind: 'switchBranch', id: 1 }),
    () => simulator.edit({ kind: 'toggle', step: 3 }),
    () => simulator.edit({ kind: 'note', step: 2, text: 'look' }),
    () => simulator.edit({ kind: 'move', step: 8, to: 2 }),
    () => simulator.seek(4),
    () => simulator.undo(),
    () => simulator.undo(),
    () => simulator.seek(99),
    () => simulator.advance(),
    () => simulator.redo(),
    () => simulator.submitQmp(hello, 'queue'),
    () => simulator.advance(),
  ];
  for (const wish of wishes) {
    page = merged(page, await wish());
    const other = new Simulator();
    await other.open({ kind: 'scenario', text: await answered(simulator, 'scenario') });
    expect(page.steps).toEqual((await other.everything()).update.slices.steps);
  }
  expect(page).toEqual((await simulator.everything()).update.slices);
});

test('a step more sends one row more, not the whole list', async () => {
  const simulator = new Simulator();
  await simulator.open({ kind: 'example', id: 'tour' });
  await simulator.seek(99);
  const { update } = await simulator.act({ kind: 'hostRead' });
  expect(update.slices).not.toHaveProperty('steps');
  expect(update.steps).toMatchObject({ keep: 21, rows: [{ step: 22 }] });
});
