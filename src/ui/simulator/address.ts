import type { RunSource } from '../../worker/protocol';
import { openRun } from './actions';
import { showCompared } from './compare-actions';
import { onEdit } from './connect';
import { draft } from './draft';
import { onRun, pageNow } from '../state/run';
import { onTools } from '../state/tools';

/*
 * The address bar: a shared link stays there until the first edit, and only its `&t=` follows the
 * step. The first edit makes it `#draft`, so that Back returns to the shared original; the draft
 * itself lives in this tab's session storage, never in the address.
 */

const draftHash = '#draft';
/** Writing the address takes a whole frame, so it waits until the steps rest. */
const restMs = 250;
let timer: number | undefined;
/** Whether the page shows what the address names; a link that could not be opened keeps its own words. */
let shown = false;

/** Opens what the address names, and keeps both in step from then on. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => {
    void openAddress();
  });
  onEdit(() => {
    if (location.hash !== draftHash) go(draftHash);
  });
  onRun(({ page }, before) => {
    const step = page?.run.step;
    if (step !== undefined && step !== before.page?.run.step) noteStep(step);
  });
  onTools(({ compare }, before) => {
    if (compare === undefined && before.compare !== undefined) forgetCompare();
  });
  void openAddress();
}

/** Puts a link just made into the address bar. */
export function showLink(fragment: string): void {
  if (location.hash !== `#${fragment}`) go(`#${fragment}`);
}

/** The full address of a fragment. */
export function addressOf(fragment: string): string {
  return `${location.origin}${location.pathname}#${fragment}`;
}

async function openAddress(): Promise<void> {
  const { hash } = location;
  shown = false;
  forgetNote();
  const { opened, compare } = await openRun(sourceOf(hash));
  if (location.hash !== hash) return;
  forgetNote();
  shown = opened;
  if (compare !== undefined) await showCompared(compare);
}

/** A new address for what the page shows; Back returns to the one before. */
function go(hash: string): void {
  forgetNote();
  history.pushState(undefined, '', hash);
  shown = true;
}

function sourceOf(hash: string): RunSource {
  if (hash === draftHash) {
    const kept = draft.afterReload();
    return kept === undefined ? { kind: 'example', id: 'tour' } : { kind: 'scenario', ...kept };
  }
  if (hash.length > 1) return { kind: 'link', fragment: hash.slice(1) };
  return { kind: 'example', id: 'tour' };
}

function noteStep(step: number): void {
  if (location.hash === draftHash && shown) draft.keepStep(step);
  window.clearTimeout(timer);
  timer = window.setTimeout(writeStep, restMs);
}

/** A comparison that was closed is no longer what the address names. */
function forgetCompare(): void {
  const next = location.hash.replaceAll(/&[cr]=[^&]*/g, '');
  if (shown && next !== location.hash) history.replaceState(history.state, '', next);
}

function forgetNote(): void {
  window.clearTimeout(timer);
  timer = undefined;
}

function writeStep(): void {
  timer = undefined;
  const step = pageNow()?.run.step;
  const { hash } = location;
  if (!shown || step === undefined || hash.length < 2 || hash === draftHash) return;
  const next = `${hash.replace(/&t=\d+/, '')}&t=${step}`;
  if (next !== hash) history.replaceState(history.state, '', next);
}
