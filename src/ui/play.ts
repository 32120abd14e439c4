import { forward } from './actions';
import { setUi, uiStore } from './store';

const stepMs = 1100;

/** Tells the present run of play from one that was stopped and started again meanwhile. */
let turn = 0;

/** Why playing cannot start now, if it cannot. */
export function nothingToPlay(): string | undefined {
  const run = uiStore.getState().page?.run;
  if (run === undefined) return 'The simulator is starting';
  return canGoOn() ? undefined : 'Nothing is left to do: add a request, or go back';
}

/** Starts or stops playing. */
export function togglePlay(): void {
  if (uiStore.getState().playing) {
    setUi({ playing: false });
    return;
  }
  if (!canGoOn()) return;
  setUi({ playing: true });
  turn += 1;
  void play(turn);
}

async function play(mine: number): Promise<void> {
  while (uiStore.getState().playing && mine === turn) {
    if (!canGoOn()) {
      setUi({ playing: false });
      return;
    }
    await forward();
    await pause(stepMs / uiStore.getState().speed);
  }
}

function canGoOn(): boolean {
  const { page } = uiStore.getState();
  return page !== undefined && (page.run.step < page.run.steps || page.run.next !== undefined);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });
}
