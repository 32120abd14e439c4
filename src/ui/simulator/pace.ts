import type { PageView } from '../../model/view/page';
import { showMoving, showRested, showWhole } from '../state/run';

/*
 * A fast scrubber, a key held down or a fast play asks for a page more often than most panes can be drawn. Where a
 * machine is seen to be too slow for that, only the outcome, the maps and the rail follow each move (`page`); the
 * panes of text rest meanwhile, and show the page once the movement pauses, or now and then while it goes on (`rested`).
 */

/** `move` changes what is looked at, `edit` the run, `open` replaces it. */
export type SendKind = 'move' | 'edit' | 'open';

/** A movement has paused when nothing has moved for so long. */
const pauseMs = 150;
/** How much of the time between two moves drawing the whole page may take. */
const share = 0.7;
/** While scrubbing, the whole page is drawn every min(30 × t, max(8 × t, 1 s)), where t is what the last drawing took. */
const seldom = 30;
const few = 8;
const oftenMs = 1000;

let movedAt = -Infinity;
let drawnAt = -Infinity;
/** What the last whole page took. */
let tookMs = 0;
let timer: number | undefined;

/** Milliseconds since the last move, since the whole page was drawn, and what that took. */
interface Tempo {
  readonly sinceMove: number;
  readonly sinceDrawn: number;
  readonly took: number;
}

/** Whether the slower panes may let a move pass. */
export const mayPass = ({ sinceMove, sinceDrawn, took }: Tempo): boolean =>
  sinceMove < Math.max(pauseMs, took) &&
  took > share * sinceMove &&
  sinceDrawn < Math.min(seldom * took, Math.max(few * took, oftenMs));

/** Shows the page of an update; after a move the slower panes may follow later. */
export function follow(page: PageView, serial: number, kind: SendKind): void {
  const now = performance.now();
  const tempo = { sinceMove: now - movedAt, sinceDrawn: now - drawnAt, took: tookMs };
  movedAt = kind === 'move' ? now : -Infinity;
  window.clearTimeout(timer);
  timer = undefined;
  if (kind === 'move' && mayPass(tempo)) {
    showMoving(page, serial);
    timer = window.setTimeout(catchUp, pauseMs);
  } else {
    drawAll(() => {
      showWhole(page, serial);
    });
  }
}

/** Whether all panes show the same page. */
export const isRested = (): boolean => timer === undefined;

function catchUp(): void {
  window.clearTimeout(timer);
  timer = undefined;
  drawAll(showRested);
}

/** Draws every pane before a click or Enter is handled, so that a person acts on current data. Returns how to end it. */
export function catchUpWhenPressed(): () => void {
  const pressed = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.key !== 'Enter' && event.key !== ' ') return;
    if (!isRested()) catchUp();
  };
  const whole = { capture: true };
  window.addEventListener('pointerdown', pressed, whole);
  window.addEventListener('keydown', pressed, whole);
  return () => {
    window.removeEventListener('pointerdown', pressed, whole);
    window.removeEventListener('keydown', pressed, whole);
  };
}

/** Draws the whole page, and looks how long that takes: React in the next microtask, the browser in the next frame. */
function drawAll(show: () => void): void {
  drawnAt = performance.now();
  show();
  queueMicrotask(() => {
    const rendered = performance.now() - drawnAt;
    requestAnimationFrame(() => {
      const frame = performance.now();
      window.setTimeout(() => {
        tookMs = rendered + performance.now() - frame;
      });
    });
  });
}
