import type { Card } from '../../model/view/page';
import type { RunSource } from '../../worker/protocol';
import { arrangeOld, noDraftCard } from '../drafts/first-start';
import {
  draftIn,
  hashOf,
  keepStepOfDraft,
  nameRun,
  noteStepOfDraft,
  onPlace,
} from '../drafts/keeper';
import { notedStep } from '../drafts/journal';
import { readDraft } from '../drafts/vault';
import { openRun } from './actions';
import { awaited } from './connect';
import { showCompared } from './compare-actions';
import { showProblem } from '../state/messages';
import { onRun, pageNow } from '../state/run';
import { onTools } from '../state/tools';

/*
 * The address bar: a shared link stays there until the first edit, and only its `&t=` follows the
 * step. The first edit makes it `#draft-<id>`, so that Back returns to the shared original; the draft
 * itself lives in this browser, never in the address.
 */

/** The address of the one draft of earlier versions. */
const isOld = (hash: string): boolean => /^#draft(?:&|$)/.test(hash);
/** Writing the address takes a whole frame, so it waits until the steps rest. */
const restMs = 250;
let timer: number | undefined;
/** Whether the page shows what the address names; a link that could not be opened keeps its own words. */
let shown = false;
/** Addresses opened so far: only the last counts. */
let turns = 0;

/** Opens what the address names, and keeps both in step from then on. */
export function followAddress(): void {
  window.addEventListener('hashchange', openAddress);
  onPlace((hash, how) => {
    if (location.hash !== hash) go(hash, how);
  });
  onRun(({ page }, before) => {
    const step = page?.run.step;
    if (step !== undefined && step !== before.page?.run.step) noteStep(step);
  });
  onTools(({ compare }, before) => {
    if (compare === undefined && before.compare !== undefined) forgetCompare();
  });
  if (!isOld(location.hash)) void arrangeOld();
  openAddress();
}

/** Opens a draft of this browser, as its address does. */
export function openDraft(id: string): void {
  if (location.hash === hashOf(id)) return;
  history.pushState(undefined, '', hashOf(id));
  openAddress();
}

/** Puts a link just made into the address bar. */
export function showLink(fragment: string, how: 'push' | 'replace' = 'push'): void {
  if (location.hash !== `#${fragment}`) go(`#${fragment}`, how);
}

/** The full address of a fragment. */
export function addressOf(fragment: string): string {
  return `${location.href.replace(/[?#].*$/, '')}#${fragment}`;
}

function openAddress(): void {
  void awaited(openNamed);
}

async function openNamed(): Promise<void> {
  const { hash } = location;
  shown = false;
  forgetNote();
  const turn = (turns += 1);
  const { source, run, problem } = await placeOf(hash);
  if (turn !== turns) return;
  const { opened, compare } = await openRun(source, run);
  if (turn !== turns) return;
  forgetNote();
  if (problem !== undefined) showProblem(problem);
  shown = opened && problem === undefined;
  if (compare !== undefined) await showCompared(compare);
}

/** A new address for what the page shows; Back returns to the one before unless it takes its place. */
function go(hash: string, how: 'push' | 'replace' = 'push'): void {
  forgetNote();
  const address = hash === '' ? location.pathname + location.search : hash;
  if (how === 'push') history.pushState(undefined, '', address);
  else history.replaceState(history.state, '', address);
  shown = true;
}

interface Place {
  readonly source: RunSource;
  readonly run: string;
  readonly problem?: Card;
}

/** What an address names: a draft, a link, or the example. */
async function placeOf(hash: string): Promise<Place> {
  if (isOld(hash)) {
    const id = await arrangeOld();
    if (id !== undefined) {
      history.replaceState(history.state, '', hashOf(id));
      return placeOf(hashOf(id));
    }
  }
  const id = draftIn(hash);
  const tour: RunSource = { kind: 'example', id: 'tour' };
  if (id === undefined) {
    const isLink = hash.length > 1 && !isOld(hash);
    return {
      source: isLink ? { kind: 'link', fragment: hash.slice(1) } : tour,
      run: nameRun(hash),
    };
  }
  const draft = await readDraft(id);
  if (draft === undefined) return { source: tour, run: nameRun(hash), problem: noDraftCard };
  const step = notedStep(id) ?? draft.head.step;
  return { source: { kind: 'scenario', text: draft.text, step }, run: nameRun(hash, { draft }) };
}

function noteStep(step: number): void {
  if (shown) noteStepOfDraft(step);
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
  if (!shown || step === undefined || hash.length < 2) return;
  if (draftIn(hash) !== undefined) {
    void keepStepOfDraft();
    return;
  }
  const next = `${hash.replace(/&t=\d+/, '')}&t=${step}`;
  if (next !== hash) history.replaceState(history.state, '', next);
}
