import type { PageView } from '../../model/view/page';
import type { KeptTail } from '../../worker/protocol';
import { group } from './group';

interface Run {
  /** Absent only until the worker's first answer. */
  readonly page: PageView | undefined;
  /** The page that the slower panes show: `page`, or an earlier one while the scrubber is on its way (`pace.ts`). */
  readonly rested: PageView | undefined;
  /** The worker's serial of `page`. */
  readonly serial: number;
  /** What the last act kept as a branch, until the next edit or until it is dismissed. */
  readonly kept: KeptTail | undefined;
  readonly worker: 'starting' | 'ready' | 'restarting';
  /** It has been busy with one request for longer than a blink. */
  readonly working: boolean;
  readonly playing: boolean;
  readonly speed: number;
}

const { use, now, on, set } = group<Run>({
  page: undefined,
  rested: undefined,
  serial: -1,
  kept: undefined,
  worker: 'starting',
  working: false,
  playing: false,
  speed: 1,
});

/** The run as the worker told it last, and how it is played. */
export const useRun = use;
export const runNow = now;
export const onRun = on;

/** The page that is shown, if there is one yet. */
export const pageNow = (): PageView | undefined => now().page;

/** Shows a page in the panes that follow each move. */
export function showMoving(page: PageView, serial: number): void {
  set({ page, serial, worker: 'ready' });
}

/** Shows a page in every pane. */
export function showWhole(page: PageView, serial: number): void {
  set({ page, rested: page, serial, worker: 'ready' });
}

/** The slower panes catch up. */
export function showRested(): void {
  set({ rested: now().page });
}

/** What the last act kept as a branch, or nothing any more. */
export function keepTail(kept: KeptTail | undefined): void {
  set({ kept });
}

export function setWorker(worker: Run['worker']): void {
  set({ worker });
}

export function setWorking(working: boolean): void {
  set({ working });
}

export function setPlaying(playing: boolean): void {
  set({ playing });
}

export function setSpeed(speed: number): void {
  set({ speed });
}

/** One slice of the page, for components that are only mounted when there is a page. */
export function useSlice<K extends keyof PageView>(name: K): PageView[K] {
  return use(({ rested }) => sliceOf(rested, name));
}

/** The same for the few components that follow each frame of a fast scrubber, and are fast enough for that. */
export function useLive<K extends keyof PageView>(name: K): PageView[K] {
  return use(({ page }) => sliceOf(page, name));
}

function sliceOf<K extends keyof PageView>(page: PageView | undefined, name: K): PageView[K] {
  if (page === undefined) throw new Error(`No page yet: ${name}`);
  return page[name];
}
