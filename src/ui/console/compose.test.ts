import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { consoleStore, currentForm } from './console-store';
import { fakeWorker, stubBrowser } from '../simulator/testing';
import { pageNow } from '../state/run';

vi.mock('../simulator/worker-handle', () => fakeWorker);

const { connect, whenIdle } = await import('../simulator/connect');
const { act, openRun } = await import('../simulator/actions');
const compose = await import('./compose');

const state = () => consoleStore.getState();
const draft = () => {
  const form = currentForm(state());
  return form && compose.draftOf(state(), form);
};
const hex = (): string | undefined => draft()?.hex.replaceAll(/\s/g, '');

/** The debounce is over, and what it began is answered. */
async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 170);
  });
  await whenIdle();
}

beforeAll(() => {
  stubBrowser();
  connect();
});

beforeEach(async () => {
  await openRun({ kind: 'example', id: 'tour' });
  await compose.loadForms();
  compose.chooseInterface('primary');
  compose.chooseCommand(0x4801);
  compose.clearDraft();
  await settled();
});

test('fields become bytes, and only the last of quick edits is built', async () => {
  compose.editField('extentCount', '1');
  compose.editField('extentCount', '10');
  await settled();
  expect(hex()).toBe('0a00000000000000');
  expect(state().tab?.fields[0]?.value).toBe('10');
});

test('bytes become fields', async () => {
  compose.editHex('05 00 00 00 01 00 00 00');
  await settled();
  expect(draft()?.fields).toMatchObject({ extentCount: '5', startingIndex: '1' });
});

test('a list keeps its own count', async () => {
  compose.chooseCommand(0x4802);
  compose.clearDraft();
  compose.addItem();
  compose.addItem();
  compose.editItem(0, 'length', '2MiB');
  await settled();
  expect(draft()?.fields['entryCount']).toBe('2');
  expect(hex()?.slice(0, 8)).toBe('02000000');
  compose.removeItem(1);
  await settled();
  expect(hex()?.slice(0, 8)).toBe('01000000');
  expect(hex()).toHaveLength(2 * (8 + 24));
});

test('a field that cannot be read is told, and is not sent', async () => {
  compose.editField('extentCount', 'many');
  await settled();
  expect(state().problem?.what).toContain('many');
  const steps = pageNow()?.run.steps;
  await compose.sendDraft();
  expect(pageNow()?.run.steps).toBe(steps);
});

test('what is sent holds the last edit, is a step, and stands in the history', async () => {
  await act({ kind: 'chooseTwin', twin: 'manual' });
  compose.editField('extentCount', '7');
  await compose.sendDraft();
  const page = pageNow();
  expect(page?.run.step).toBe(page?.run.steps);
  const [sent] = state().history;
  expect(sent).toMatchObject({ opcode: 0x4801, code: '00h Success', step: page?.run.step });
  expect(sent?.hex.startsWith('07')).toBe(true);
});
