import type { PageView } from '../model/view/page';
import { setUi, uiStore } from './store';

/*
 * A fast scrubber asks for a page in every frame, and most panes take longer than that to draw. Where a machine is
 * seen to be too slow for all of them, only the outcome, the maps and the scrubber follow each move (`page`); the
 * panes of text rest meanwhile, and show the page once the movement pauses, or now and then while it goes on (`rested`).
 */

/** Moves that follow each other this closely are one movement, and it has paused after as long. */
const pauseMs = 150;
/** A page that took longer than two frames, from the answer until it was drawn, is too much for each frame. */
const smoothMs = 40;
/** During a movement the panes are brought up to date once in so many times what that takes. */
const seldom = 12;

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
    rest(now);
    setUi({ ...known, rested: page });
    return;
  }
  setUi(known);
  timer = window.setTimeout(() => {
    timer = undefined;
    rest(performance.now());
    setUi({ rested: uiStore.getState().page });
  }, pauseMs);
}

/** Whether all panes show the same page. */
export const isRested = (): boolean => timer === undefined;

/** Notes that the whole page is drawn, and how long that takes. */
function rest(now: number): void {
  restedAt = now;
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      tookMs = performance.now() - now;
    });
  });
}
