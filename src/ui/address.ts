import type { RunSource } from '../worker/protocol';
import { openRun } from './actions';
import { onEdit } from './connect';
import { draft } from './draft';
import { uiStore } from './store';

/*
 * The address bar: a shared link stays there until the first edit, and only its `&t=` follows the
 * step. The first edit makes it `#draft`, so that Back returns to the shared original; the draft
 * itself lives in this tab's session storage, never in the address.
 */

const draftHash = '#draft';
const throttleMs = 250;
let timer: number | undefined;

/** Opens what the address names, and keeps both in step from then on. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => {
    void openAddress();
  });
  onEdit(() => {
    if (location.hash !== draftHash) history.pushState(undefined, '', draftHash);
  });
  uiStore.subscribe((state, before) => {
    const step = state.page?.run.step;
    if (step !== undefined && step !== before.page?.run.step) noteStep();
  });
  void openAddress();
}

/** Puts a link just made into the address bar. */
export function showLink(fragment: string): void {
  if (location.hash !== `#${fragment}`) history.pushState(undefined, '', `#${fragment}`);
}

/** The full address of a fragment. */
export function addressOf(fragment: string): string {
  return `${location.origin}${location.pathname}#${fragment}`;
}

function openAddress(): Promise<void> {
  return openRun(sourceOf(location.hash));
}

function sourceOf(hash: string): RunSource {
  if (hash === draftHash) {
    const text = draft.afterReload();
    return text === undefined ? { kind: 'example', id: 'tour' } : { kind: 'scenario', text };
  }
  if (hash.length > 1) return { kind: 'link', fragment: hash.slice(1) };
  return { kind: 'example', id: 'tour' };
}

function noteStep(): void {
  if (timer !== undefined) return;
  timer = window.setTimeout(() => {
    timer = undefined;
    const step = uiStore.getState().page?.run.step;
    const { hash } = location;
    if (step === undefined || hash.length < 2 || hash === draftHash) return;
    const next = `${hash.replace(/&t=\d+/, '')}&t=${step}`;
    if (next !== hash) history.replaceState(history.state, '', next);
  }, throttleMs);
}
