import type { Answer, RunEdit, RunSource, UserAct } from '../worker/protocol';
import { send } from './connect';
import { setUi, uiStore } from './store';

/** The step a seek under way will end at; newer wishes replace it. */
let target: number | undefined;
/** The seek under way, and all that replaced it meanwhile. */
let journey: Promise<void> | undefined;
/** Steps that are being asked for, one after the other. */
let search: Promise<void> = Promise.resolve();

/** The device as it was powered on, before the first row of the step list. */
export const firstStep = 0;

/** Goes to a step. While one seek is under way only the newest wish is kept. */
export async function seek(step: number): Promise<void> {
  const run = uiStore.getState().page?.run;
  if (run === undefined) return;
  target = Math.min(Math.max(step, firstStep), run.steps);
  journey ??= travel().finally(() => {
    journey = undefined;
    target = undefined;
  });
  await journey;
}

/** Goes to a step that has to be asked for first. What is done meanwhile waits for it, as for any other step. */
export function seekFound(find: () => Promise<number | undefined>): Promise<void> {
  search = search.then(async () => {
    await journey;
    const step = await find();
    if (step !== undefined) await seek(step);
  });
  return search;
}

/** Settles when the page is at the step that was wished for last: what is done there comes after that. */
export async function arrived(): Promise<void> {
  await search;
  await journey;
}

async function travel(): Promise<void> {
  for (let done: number | undefined; done !== target;) {
    const wish = target ?? firstStep;
    await send((api) => api.seek(wish), { kind: 'move' });
    done = wish;
  }
}

/** Steps relative to where the page is, or is about to be. Does not go past what is recorded. */
export function seekBy(count: number): void {
  const run = uiStore.getState().page?.run;
  if (run !== undefined) void seek((target ?? run.step) + count);
}

/** One step forward: along the record, else whatever comes next by itself. Tells whether there was one. */
export async function forward(): Promise<boolean> {
  const run = uiStore.getState().page?.run;
  if (run === undefined) return false;
  if ((target ?? run.step) < run.steps) {
    await seek((target ?? run.step) + 1);
    return true;
  }
  await arrived();
  if (uiStore.getState().page?.run.next === undefined) return false;
  const answer = await send((api) => api.advance(), { kind: 'edit' });
  return answer !== undefined && answer.problem === undefined;
}

/** Does what a person chose to do at the present step. */
export async function act(what: UserAct): Promise<void> {
  setUi({ playing: false });
  await arrived();
  await send((api) => api.act(what), { kind: 'edit' });
}

/** Does what a tool of the drawer asks for; the tool shows the problem where it was made. */
export async function actFrom(what: UserAct): Promise<Answer | undefined> {
  setUi({ playing: false });
  await arrived();
  return send((api) => api.act(what), { kind: 'edit', problems: 'caller' });
}

/** Sends FM requests; their dialog shows the problems. */
export async function submitQmp(text: string, when: 'now' | 'queue'): Promise<Answer | undefined> {
  await arrived();
  return send((api) => api.submitQmp(text, when), { kind: 'edit', problems: 'caller' });
}

/** Changes the steps of the run, or their marks; undo takes it back. Tells whether it was done. */
export async function edit(change: RunEdit): Promise<boolean> {
  setUi({ playing: false });
  await arrived();
  const answer = await send((api) => api.edit(change), { kind: 'edit' });
  return answer !== undefined && answer.problem === undefined;
}

/** Makes an awkward move of the list at the present step. */
export async function provoke(id: string): Promise<void> {
  setUi({ playing: false });
  await arrived();
  await send((api) => api.doProvocation(id), { kind: 'edit' });
}

/** Takes back the last edit of the run. */
export async function undo(): Promise<void> {
  await arrived();
  if (uiStore.getState().page?.run.canUndo === true)
    await send((api) => api.undo(), { kind: 'edit' });
}

/** Does again what was taken back. */
export async function redo(): Promise<void> {
  await arrived();
  if (uiStore.getState().page?.run.canRedo === true)
    await send((api) => api.redo(), { kind: 'edit' });
}

/** Opens a run, and tells whether it could. When it cannot be opened the page says why, above the example. */
export async function openRun(source: RunSource): Promise<boolean> {
  setUi({
    playing: false,
    selection: new Set(),
    inspector: undefined,
    why: undefined,
    bytesTab: undefined,
  });
  const answer = await send((api) => api.open(source), { kind: 'open' });
  const problem = answer?.problem;
  if (problem === undefined) return answer !== undefined;
  await send((api) => api.open({ kind: 'example', id: 'tour' }), {
    kind: 'open',
    problems: 'caller',
  });
  setUi({ problem });
  return false;
}
