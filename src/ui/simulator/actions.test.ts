import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { fakeDrafts, fakeWorker, line, stubBrowser } from './testing';
import { dismissMessages, messagesNow } from '../state/messages';
import { pageNow } from '../state/run';

vi.mock('./worker-handle', () => fakeWorker);
vi.mock('../drafts/idb-store', () => fakeDrafts);

const { connect, whenIdle } = await import('./connect');
const actions = await import('./actions');

const run = () => pageNow()?.run;
const at = (): readonly unknown[] => [run()?.step, run()?.steps];

beforeAll(() => {
  stubBrowser();
  connect();
});

beforeEach(async () => {
  dismissMessages();
  await actions.openRun({ kind: 'example', id: 'tour' });
  await whenIdle();
});

test('of many seeks the last one wins, and those between are not asked for', async () => {
  const { requests } = line;
  await Promise.all([5, 6, 7, 8, 9, 3].map((step) => actions.seek(step)));
  expect(at()).toEqual([3, 21]);
  expect(line.requests - requests).toBe(2);
});

test('a seek goes no further than the run', async () => {
  await actions.seek(99);
  expect(at()).toEqual([21, 21]);
  await actions.seek(-4);
  expect(at()).toEqual([actions.firstStep, 21]);
});

test('steps by a count add up while one is on its way', async () => {
  await actions.seek(10);
  actions.seekBy(-2);
  actions.seekBy(-2);
  await actions.arrived();
  expect(at()).toEqual([6, 21]);
});

test('an act is done at the step that was wished for last', async () => {
  void actions.seek(4);
  await actions.act({ kind: 'reset' });
  expect(at()).toEqual([5, 5]);
  await actions.undo();
  expect(at()).toEqual([4, 21]);
  await actions.redo();
  expect(at()).toEqual([5, 5]);
});

test('forward follows the record, and then what comes next by itself', async () => {
  await actions.seek(20);
  expect(await actions.forward()).toBe(true);
  expect(at()).toEqual([21, 21]);
  const next = run()?.next;
  expect(await actions.forward()).toBe(next !== undefined);
  expect(at()).toEqual(next === undefined ? [21, 21] : [22, 22]);
});

test('the host without a next move says so, and nothing is done', async () => {
  await actions.act({ kind: 'chooseTwin', twin: 'manual' });
  const before = at();
  await actions.hostNext();
  expect(at()).toEqual(before);
  expect(messagesNow().notice).toMatch(/^The host has no next move/);
});

test('an edit that depends on where one is may find nothing to do', async () => {
  const before = at();
  expect(await actions.editHere(() => undefined)).toBe(false);
  expect(at()).toEqual(before);
  expect(await actions.edit({ kind: 'toggle', step: 1 })).toBe(true);
  expect(pageNow()?.steps[0]?.off).toBe(true);
});

test('a run that cannot be opened leaves the example and says why', async () => {
  const opened = await actions.openRun({ kind: 'link', fragment: 'x' });
  expect(opened).toEqual({ opened: false, compare: undefined });
  expect(messagesNow().problem?.title).toBe('This is not a DCDscope link');
  expect(run()?.steps).toBe(21);
});
