import type { PageView } from '../model/view/page';
import { setUi, uiStore } from './store';
import type { UiState } from './store';

/*
 * A fast scrubber asks for a page in every frame, and most panes take longer than that to draw. Where a machine is
 * seen to be too slow for all of them, only the outcome, the maps and the scrubber follow each move (`page`); the
 * panes of text rest meanwhile, and show the page once the movement pauses, or now and then while it goes on (`rested`).
 */

/** Moves that follow each other this closely are one movement, and it has paused after as long. */
const pauseMs = 150;
/** What drawing the whole page may take in each frame. */
const smoothMs = 14;
/** During a movement the whole page is drawn once in so many times what that takes. */
const seldom = 30;

let movedAt = -Infinity;
let restedAt = -Infinity;
/** What the last whole page took. */
let tookMs = 0;
let timer: number | undefined;

/** Shows the page of an update; after a move the slower panes may follow later. */
export function follow(page: PageView, serial: number, isMove: boolean): void {
  const now = performance.now();
  const goesOn = isMove && now - movedAt < pauseMs;
  movedAt = isMove ? now : -Infinity;
  window.clearTimeout(timer);
  timer = undefined;
  const known = { page, serial, worker: 'ready' } as const;
  if (!goesOn || tookMs < smoothMs || now - restedAt > seldom * tookMs) {
    drawAll({ ...known, rested: page });
    return;
  }
  setUi(known);
  timer = window.setTimeout(() => {
    timer = undefined;
    drawAll({ rested: uiStore.getState().page });
  }, pauseMs);
}

/** Whether all panes show the same page. */
export const isRested = (): boolean => timer === undefined;

/** Draws the whole page, and looks how long that takes: React in the next microtask, the browser in the next frame. */
function drawAll(change: Partial<UiState>): void {
  restedAt = performance.now();
  setUi(change);
  queueMicrotask(() => {
    const rendered = performance.now() - restedAt;
    requestAnimationFrame(() => {
      const frame = performance.now();
      window.setTimeout(() => {
        tookMs = rendered + performance.now() - frame;
      });
    });
  });
}
