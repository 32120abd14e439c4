import { beforeAll, expect, test, vi } from 'vitest';
import type { PageView } from '../../model/view/page';
import * as pace from './pace';
import { onRun, runNow } from '../state/run';

/** A browser that takes 100 ms to draw the whole page, with a clock of its own. */
const COST = 100;
let clock = 0;
let frames: (() => void)[] = [];

beforeAll(() => {
  vi.useFakeTimers();
  vi.stubGlobal('performance', { now: () => clock });
  vi.stubGlobal('KeyboardEvent', class extends Event {});
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal('window', Object.assign(new EventTarget(), { setTimeout, clearTimeout }));
  pace.catchUpWhenPressed();
  onRun((state, before) => {
    if (state.rested !== before.rested) clock += COST;
  });
});

const pageAt = (step: number): PageView => ({ run: { step } }) as unknown as PageView;
const shown = (): readonly unknown[] => {
  const { page, rested } = runNow();
  return [page?.run.step, rested?.run.step];
};

/** The browser goes on until it has measured what the last page took. */
async function drawn(): Promise<void> {
  await Promise.resolve();
  for (const frame of frames.splice(0)) frame();
  vi.advanceTimersByTime(1);
}

/** A movement has begun: the page is at step 2, and the panes of text are at step 1. */
async function moving(): Promise<void> {
  frames = [];
  pace.follow(pageAt(0), 0, 'open');
  await drawn();
  pace.follow(pageAt(1), 1, 'move');
  await drawn();
  clock += 10;
  pace.follow(pageAt(2), 2, 'move');
  expect([shown(), pace.isRested()]).toEqual([[2, 1], false]);
}

test('the panes follow once the movement has paused', async () => {
  await moving();
  vi.advanceTimersByTime(150);
  expect([shown(), pace.isRested()]).toEqual([[2, 2], true]);
});

test('they follow at once when something is pressed, and when the run is changed', async () => {
  await moving();
  window.dispatchEvent(new Event('pointerdown'));
  expect([shown(), pace.isRested()]).toEqual([[2, 2], true]);
  await moving();
  pace.follow(pageAt(3), 3, 'edit');
  expect([shown(), pace.isRested()]).toEqual([[3, 3], true]);
});
