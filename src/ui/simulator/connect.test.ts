import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { nameRun } from '../drafts/keeper';
import { disk, fakeDrafts, fakeWorker, line, stubBrowser } from './testing';
import { dismissMessages, messagesNow } from '../state/messages';
import { pageNow, runNow } from '../state/run';

vi.mock('./worker-handle', () => fakeWorker);
vi.mock('../drafts/idb-store', () => fakeDrafts);

const { ask, connect, send, stopWorker, whenIdle } = await import('./connect');

const page = () => pageNow();
const open = () =>
  send((api) => api.open({ kind: 'example', id: 'tour' }, nameRun('')), { kind: 'open' });
const reset = () => send((api) => api.act({ kind: 'reset' }), { kind: 'edit' });

beforeAll(() => {
  stubBrowser();
  connect();
});

beforeEach(async () => {
  disk.drafts.clear();
  dismissMessages();
  await open();
  await whenIdle();
});

test('requests are answered in the order they are sent', async () => {
  const steps: (number | undefined)[] = [];
  await Promise.all(
    [3, 1, 2].map(async (step) => {
      await send((api) => api.seek(step), { kind: 'move' });
      steps.push(page()?.run.step);
    }),
  );
  expect(steps).toEqual([3, 1, 2]);
});

test('a run becomes a draft with its first edit, and not with a move', async () => {
  const kept = () => [...disk.drafts.values()];
  await send((api) => api.seek(2), { kind: 'move' });
  await whenIdle();
  expect(kept()).toEqual([]);
  await reset();
  await whenIdle();
  expect(kept()).toHaveLength(1);
  expect(kept()[0]?.head).toMatchObject({ step: 3, steps: 3, title: page()?.run.title });
  expect(kept()[0]?.text).toBe(await ask('scenario'));
});

test('an edit in the past says which steps it kept', async () => {
  await send((api) => api.seek(4), { kind: 'move' });
  await reset();
  expect(runNow().kept).toMatchObject({ first: 5, last: 21 });
});

test('a problem stays while one moves, and goes with the next edit', async () => {
  await send((api) => api.open({ kind: 'example', id: 'none' }), { kind: 'open' });
  const title = () => messagesNow().problem?.title;
  expect(title()).toBe('This is not a scenario that can be opened');
  await send((api) => api.seek(1), { kind: 'move' });
  expect(title()).toBe('This is not a scenario that can be opened');
  await reset();
  expect(title()).toBeUndefined();
});

test('a request that fails in the simulator is told as a fault of the program', async () => {
  const before = page();
  line.fault = new Error('no such thing');
  expect(await reset()).toBeUndefined();
  expect(messagesNow().problem).toMatchObject({
    title: 'The simulator met a case it does not handle',
    evidence: ['no such thing'],
  });
  expect(page()).toBe(before);
});

test('a request that takes long is said to be under way, and can be stopped', async () => {
  await send((api) => api.seek(3), { kind: 'move' });
  const { started } = line;
  const endless = send(() => new Promise(() => undefined), { kind: 'edit' });
  expect(runNow().working).toBe(false);
  await vi.waitFor(() => {
    expect(runNow().working).toBe(true);
  });
  stopWorker();
  expect(await endless).toBeUndefined();
  await vi.waitFor(() => {
    expect(runNow().worker).toBe('ready');
  });
  expect(line.started).toBe(started + 1);
  expect(runNow().working).toBe(false);
  expect(page()?.run.step).toBe(3);
});

test('a worker that dies is started again with the run and the step that were there', async () => {
  await send((api) => api.seek(5), { kind: 'move' });
  await reset();
  await whenIdle();
  const before = await ask('scenario');
  const { started } = line;
  stopWorker();
  await vi.waitFor(() => {
    expect(runNow().worker).toBe('ready');
    expect(line.started).toBe(started + 1);
  });
  expect(messagesNow().notice).toBe(
    'The simulator stopped (a test ended it). It was restarted and your run restored.',
  );
  expect(page()?.run.step).toBe(6);
  expect(await ask('scenario')).toBe(before);
});
