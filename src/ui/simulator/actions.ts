import type { PageView } from '../../model/view/page';
import type { ComparedAt } from '../../model/view/page/compare';
import type {
  Answer,
  DeviceForm,
  RunEdit,
  RunSource,
  SimulatorApi,
  UserAct,
  When,
} from '../../worker/protocol';
import { keepNow, send } from './connect';
import { nameRun } from '../drafts/keeper';
import { inOrder, latestWins } from './queues';
import { clearLinks } from '../state/links';
import { showNotice, showProblem } from '../state/messages';
import { pageNow, setPlaying } from '../state/run';
import { setCompare, showBytesTab } from '../state/tools';

/** Steps to go to: while one seek is under way only the newest wish is kept. */
const seeks = latestWins(async (step: number) => {
  await send((api) => api.seek(step), { kind: 'move' });
});
/** What is done at the step where one is. */
const turns = inOrder();

/** The device as it was powered on, before the first row of the step list. */
export const firstStep = 0;

/** Goes to a step once what was begun before is done. While one seek is under way only the newest wish is kept. */
export async function seek(step: number): Promise<void> {
  if (turns.count() > 0) await turns.settled();
  await goTo(step);
}

async function goTo(step: number): Promise<void> {
  const run = pageNow()?.run;
  if (run === undefined) return;
  await seeks.go(Math.min(Math.max(step, firstStep), run.steps));
}

/** Does something at the step that was wished for last; what is wished for meanwhile comes after it. */
const inTurn = <T>(does: () => Promise<T>): Promise<T> =>
  turns.run(async () => {
    await seeks.settled();
    return does();
  });

/** Settles when the page is at the step that was wished for last, and what was begun before is done. */
export async function arrived(): Promise<void> {
  await turns.settled();
  await seeks.settled();
}

/** Goes to a step that has to be asked for first. */
export const seekFound = (find: () => Promise<number | undefined>): Promise<void> =>
  inTurn(async () => {
    const step = await find();
    if (step !== undefined) await goTo(step);
  });

/** Steps relative to where the page is, or is about to be. Does not go past what is recorded. */
export function seekBy(count: number): void {
  const run = pageNow()?.run;
  if (run !== undefined) void seek((seeks.wish() ?? run.step) + count);
}

/** One step forward: along the record, else whatever comes next by itself. Tells whether there was one. */
export async function forward(): Promise<boolean> {
  const run = pageNow()?.run;
  if (run === undefined) return false;
  if ((seeks.wish() ?? run.step) < run.steps) {
    await seek((seeks.wish() ?? run.step) + 1);
    return true;
  }
  return inTurn(async () => {
    if (pageNow()?.run.next === undefined) return false;
    return isDone(await send((api) => api.advance(), { kind: 'edit' }));
  });
}

/** Does what a person chose to do at the present step. */
export async function act(what: UserAct): Promise<void> {
  setPlaying(false);
  await inTurn(() => send((api) => api.act(what), { kind: 'edit' }));
}

/** The host's own next move, or word that it has none. */
export async function hostNext(): Promise<void> {
  setPlaying(false);
  await inTurn(async () => {
    if (pageNow()?.host.next === undefined)
      showNotice('The host has no next move: it is idle, or you play it.');
    else await send((api) => api.act({ kind: 'hostNext' }), { kind: 'edit' });
  });
}

/** Does what a tool of the drawer asks for; the tool shows the problem where it was made. */
export async function actFrom(what: UserAct): Promise<Answer | undefined> {
  setPlaying(false);
  return inTurn(() => send((api) => api.act(what), { kind: 'edit', problems: 'caller' }));
}

/** Changes the run; who asks shows the problems. */
export async function sendEdit(
  request: (api: SimulatorApi) => Promise<Answer>,
): Promise<Answer | undefined> {
  setPlaying(false);
  return inTurn(() => send(request, { kind: 'edit', problems: 'caller' }));
}

/** Sends FM requests; their dialog shows the problems. */
export async function submitQmp(text: string, when: When): Promise<Answer | undefined> {
  return inTurn(() =>
    send((api) => api.submitQmp(text, when), { kind: 'edit', problems: 'caller' }),
  );
}

const isDone = (answer: Answer | undefined): boolean =>
  answer !== undefined && answer.problem === undefined;

/** Changes the steps of the run, or their marks; undo takes it back. Tells whether it was done. */
export const edit = (change: RunEdit): Promise<boolean> => editHere(() => change);

/** The same for a change that depends on where one is by then. */
export async function editHere(changeAt: (run: PageView) => RunEdit | undefined): Promise<boolean> {
  setPlaying(false);
  return inTurn(async () => {
    const page = pageNow();
    const change = page && changeAt(page);
    if (change === undefined) return false;
    return isDone(await send((api) => api.edit(change), { kind: 'edit' }));
  });
}

/** Makes an awkward move of the list at the present step. */
export async function provoke(id: string): Promise<void> {
  setPlaying(false);
  await inTurn(() => send((api) => api.doProvocation(id), { kind: 'edit' }));
}

/** Takes back the last edit of the run. */
export async function undo(): Promise<void> {
  await inTurn(async () => {
    await keepNow();
    if (pageNow()?.run.canUndo === true) await send((api) => api.undo(), { kind: 'edit' });
  });
}

/** Does again what was taken back. */
export async function redo(): Promise<void> {
  await inTurn(async () => {
    await keepNow();
    if (pageNow()?.run.canRedo === true) await send((api) => api.redo(), { kind: 'edit' });
  });
}

/** Starts a new device as a draft of its own; Undo goes back to the run that is shown. */
export async function powerOn(device: DeviceForm): Promise<Answer | undefined> {
  setPlaying(false);
  return inTurn(async () => {
    await keepNow();
    const run = nameRun('', { fresh: true });
    const answer = await send((api) => api.open({ kind: 'device', device }, run), {
      kind: 'edit',
      problems: 'caller',
    });
    // What was selected is of the run before.
    if (answer?.problem === undefined) clearLinks();
    return answer;
  });
}

/** Whether a run was opened, and the comparison that its link shows in place of it. */
interface Opened {
  readonly opened: boolean;
  readonly compare: ComparedAt | undefined;
}

/** Opens a run, and tells whether it could. When it cannot be opened the page says why, above the example. */
export async function openRun(source: RunSource, run = nameRun('')): Promise<Opened> {
  await keepNow();
  setPlaying(false);
  setCompare(undefined);
  clearLinks();
  showBytesTab(undefined);
  const answer = await send((api) => api.open(source, run), { kind: 'open' });
  const problem = answer?.problem;
  if (answer?.remark !== undefined) showProblem(answer.remark);
  if (problem === undefined) return { opened: answer !== undefined, compare: answer?.compare };
  const example = nameRun('');
  await send((api) => api.open({ kind: 'example', id: 'tour' }, example), {
    kind: 'open',
    problems: 'caller',
  });
  showProblem(problem);
  return { opened: false, compare: undefined };
}
