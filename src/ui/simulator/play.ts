import { forward } from './actions';
import { pageNow, runNow, setPlaying, setSpeed } from '../state/run';

const stepMs = 1100;

/** How fast a run can be played: each twice as fast as the one before. */
export const speeds = [1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64] as const;

/** Plays faster or slower by so many of the speeds. */
export function speedBy(count: number): void {
  const at = speeds.findIndex((speed) => speed >= runNow().speed);
  const speed = speeds[Math.min(Math.max(at + count, 0), speeds.length - 1)];
  if (speed !== undefined) setSpeed(speed);
}

/** `¼×`, `8×` */
export const speedText = (speed: number): string =>
  `${speed === 1 / 4 ? '¼' : speed === 1 / 2 ? '½' : speed}×`;

/** Tells the present run of play from one that was stopped and started again meanwhile. */
let turn = 0;

/** Why playing cannot start now, if it cannot. */
export function nothingToPlay(): string | undefined {
  const run = pageNow()?.run;
  if (run === undefined) return 'The simulator is starting';
  return canGoOn() ? undefined : 'Nothing is left to do: add a request, or go back';
}

/** Starts or stops playing. */
export function togglePlay(): void {
  if (runNow().playing) {
    setPlaying(false);
    return;
  }
  if (!canGoOn()) return;
  setPlaying(true);
  turn += 1;
  void play(turn);
}

async function play(mine: number): Promise<void> {
  while (runNow().playing && mine === turn) {
    if (!canGoOn()) {
      setPlaying(false);
      return;
    }
    if (!(await forward())) {
      setPlaying(false);
      return;
    }
    await pause(stepMs / runNow().speed);
  }
}

function canGoOn(): boolean {
  const page = pageNow();
  return page !== undefined && (page.run.step < page.run.steps || page.run.next !== undefined);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });
}
