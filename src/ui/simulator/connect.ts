import { sliceNames, type Card, type PageView } from '../../model/view/page';
import type {
  Answer,
  QueryAnswer,
  QueryArgs,
  QueryName,
  RunSource,
  SimulatorApi,
  Update,
} from '../../worker/protocol';
import { bugCard, deadCard } from './fault-cards';
import { call, startWorker } from './worker-handle';
import type { WorkerHandle } from './worker-handle';
import { follow, isRested } from './pace';
import type { SendKind } from './pace';
import { inOrder } from './queues';
import { keepRun, noteEdit, showRun, shownRun } from '../drafts/keeper';
import { allWritten, writing } from '../drafts/vault';
import { showNotice, showProblem } from '../state/messages';
import { keepTail, pageNow, runNow, setPlaying, setWorker, setWorking } from '../state/run';

type Request<T> = (api: SimulatorApi) => Promise<T>;

export interface SendOptions {
  readonly kind: SendKind;
  /** A dialog shows its problems itself. */
  readonly problems?: 'page' | 'caller';
}

const tour: RunSource = { kind: 'example', id: 'tour' };
const backupDelayMs = 80;
/** A request that takes longer is said to be under way, and can be stopped. */
const longMs = 700;
/** While edits follow each other, the run is kept now and then. */
const mostBackupDelayMs = 1000;

/** The run as it was after the last change, for a restarted worker. */
let latest: { readonly text: string; readonly run: string | undefined } | undefined;
let firstUnkept: number | undefined;
let hasUnkeptEdit = false;
/** What is under way beside the requests: backups, an address that is being opened. */
let others = 0;

let line: WorkerHandle | undefined;
/** What the worker is asked, one after the other. */
const requests = inOrder();
let backupTimer: number | undefined;

/** Starts the simulator. Requests may be sent at once; they wait their turn. */
export function connect(): void {
  line = watched(startWorker());
}

/** Sends one request after all earlier ones and shows its answer; nothing comes back from a dead worker. */
export function send(
  request: Request<Answer>,
  { kind, problems = 'page' }: SendOptions,
): Promise<Answer | undefined> {
  return requests.run(async () => {
    const answer = await guarded(request);
    if (answer === undefined) return undefined;
    await show(answer.update, kind);
    tell(answer.problem, kind, problems);
    if (answer.problem === undefined && kind !== 'move') keepTail(answer.kept);
    if (answer.problem === undefined && kind !== 'move') changed(kind, answer.run);
    else showRun(answer.run);
    return answer;
  });
}

/** Shows a problem. It stays until it is dismissed, replaced or cleared by an edit that succeeds; moving between steps does not clear it. */
function tell(problem: Card | undefined, kind: SendKind, to: 'page' | 'caller'): void {
  if (problem === undefined ? kind !== 'move' : to === 'page') showProblem(problem);
}

/** Asks the worker something that changes nothing. */
export const ask = <N extends QueryName>(
  name: N,
  ...args: QueryArgs<N>
): Promise<QueryAnswer<N> | undefined> =>
  requests.run(() => guarded((api) => api.ask(name, ...args)));

/** Settles when nothing is asked, kept or painted any more. */
export async function whenIdle(): Promise<void> {
  do {
    await requests.settled();
    await nextFrame();
    await allWritten();
    // What came meanwhile is on the page in the frame after the next.
    await nextFrame();
    await nextFrame();
  } while (isBusy());
}

const isBusy = (): boolean =>
  requests.count() > 0 || writing() > 0 || backupTimer !== undefined || others > 0 || !isRested();

/** Does a job that `whenIdle` waits for. */
export async function awaited(job: () => Promise<void>): Promise<void> {
  others += 1;
  try {
    await job();
  } finally {
    others -= 1;
  }
}

/** Keeps what was done last at once: another run is about to take its place. */
export async function keepNow(): Promise<void> {
  await requests.settled();
  if (backupTimer === undefined) return;
  window.clearTimeout(backupTimer);
  await backUp();
}

/** Ends the worker as a crash would; what it was asked is given up, and the run restored. */
export function stopWorker(): void {
  line?.crash();
}

async function guarded<T>(request: Request<T>): Promise<T | undefined> {
  const used = line;
  if (used === undefined) throw new Error('connect() comes first');
  const timer = window.setTimeout(setWorking, longMs, true);
  const outcome = await call(used, request);
  window.clearTimeout(timer);
  setWorking(false);
  if (outcome.kind === 'answer') return outcome.value;
  if (outcome.kind === 'threw') showProblem(bugCard(outcome.why));
  else if (line === used) await revive(used, outcome.why);
  return undefined;
}

/** Also notices a worker that dies while nobody asks it anything. */
function watched(fresh: WorkerHandle): WorkerHandle {
  void fresh.gone.then((why) => {
    if (line === fresh)
      void requests.run(() => (line === fresh ? revive(fresh, why) : Promise.resolve()));
  });
  return fresh;
}

async function revive(dead: WorkerHandle, why: string): Promise<void> {
  dead.terminate();
  setWorker('restarting');
  setPlaying(false);
  const fresh = startWorker();
  line = fresh;
  const kept = latest?.text;
  const run = latest?.run;
  const source: RunSource = kept === undefined ? tour : { kind: 'scenario', text: kept };
  const step = pageNow()?.run.step;
  const opened = await call(fresh, (api) => api.open(source, run));
  if (opened.kind !== 'answer') {
    showProblem(deadCard(opened.why));
    return;
  }
  const whole = await call(fresh, (api) =>
    step === undefined || kept === undefined ? api.everything() : seekAndTell(api, step),
  );
  if (whole.kind === 'answer') await show(whole.value.update, 'open');
  line = watched(fresh);
  const restored =
    kept === undefined ? 'The example was opened' : 'It was restarted and your run restored';
  setWorker('ready');
  showNotice(`The simulator stopped (${why}). ${restored}.`);
}

async function seekAndTell(api: SimulatorApi, step: number): Promise<Answer> {
  await api.seek(step);
  return api.everything();
}

async function show(update: Update, kind: SendKind): Promise<void> {
  const { page, serial } = runNow();
  if (isWhole(update.slices)) {
    follow(update.slices, update.serial, kind);
    return;
  }
  if (page !== undefined && update.base === serial) {
    const steps = stepsOf(page, update);
    follow({ ...page, ...update.slices, steps }, update.serial, kind);
    return;
  }
  const whole = await guarded((api) => api.everything());
  if (whole !== undefined && isWhole(whole.update.slices)) {
    follow(whole.update.slices, whole.update.serial, kind);
  }
}

/** The list of steps after an update: a new one, the old one patched, or the old one. */
function stepsOf(page: PageView, { slices, steps: patch }: Update): PageView['steps'] {
  if (patch === undefined) return slices.steps ?? page.steps;
  return [...page.steps.slice(0, patch.keep), ...patch.rows];
}

function isWhole(slices: Partial<PageView>): slices is PageView {
  return sliceNames.every((name) => name in slices);
}

function changed(kind: SendKind, run: string | undefined): void {
  if (kind === 'edit') {
    hasUnkeptEdit = true;
    noteEdit(run);
  } else showRun(run);
  const now = Date.now();
  firstUnkept ??= now;
  window.clearTimeout(backupTimer);
  const delay = Math.min(backupDelayMs, Math.max(0, firstUnkept + mostBackupDelayMs - now));
  backupTimer = window.setTimeout(() => void backUp(), delay);
}

async function backUp(): Promise<void> {
  const edited = hasUnkeptEdit;
  backupTimer = undefined;
  firstUnkept = undefined;
  hasUnkeptEdit = false;
  await awaited(async () => {
    const text = await ask('scenario');
    if (text === undefined) return;
    latest = { text, run: shownRun() };
    await keepRun(text, edited);
  });
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      resolve();
    });
  });
}
