import { pageNow } from '../state/run';
import { showNotice } from '../state/messages';
import { setShownDraft } from '../state/drafts';
import { claim, releaseOthers } from './claims';
import { newId, type Draft } from './draft';
import { noteStep } from './journal';
import { stripsOf } from './strips';
import { changeDraft, keepDraft } from './vault';

/*
 * Which draft each run of this tab is. A run has a name of its own, which the worker says with every answer: an undo
 * may lead back to the run that was open before. A run becomes a draft with its first edit.
 */

interface Own {
  /** Where the run came from: what the address shows until the first edit. */
  readonly hash: string;
  /** The draft that it is. */
  id: string | undefined;
  /** The revision that this tab has seen last. */
  seen: string | undefined;
  /** What of it is kept. */
  text: string | undefined;
  /** Whether this tab may write to it. */
  mine: Promise<boolean>;
  /** Another tab has it, as far as is known. */
  elsewhere: boolean;
  /** It is a draft before its first edit. */
  readonly fresh: boolean;
}

/** How the address is to follow: a new entry of the history, or in place of the last. */
type Follow = (hash: string, how: 'push' | 'replace') => void;

const runs = new Map<string, Own>();
let shown: string | undefined;
let follow: Follow = () => undefined;

const openElsewhere =
  'This draft is open in another tab. What you change here becomes a draft of its own.';
const changedElsewhere =
  'This draft was changed in another tab. What you did here is kept as a draft of its own.';

export const hashOf = (id: string): string => `#draft-${id}`;

/** The id in an address that names a draft. */
export const draftIn = (hash: string): string | undefined =>
  /^#draft-([\w-]{1,64})(?:&|$)/.exec(hash)?.[1];

/** Calls whoever has the address, when it is to show another draft or the run of before. */
export function onPlace(listener: Follow): void {
  follow = listener;
}

/** Names a run that is about to be opened, and says what it is: a draft, something looked at, or a new draft. */
export function nameRun(
  hash: string,
  from: { readonly draft?: Draft | undefined; readonly fresh?: boolean } = {},
): string {
  const run = newId();
  const { draft, fresh = false } = from;
  const id = draft?.head.id;
  const own: Own = {
    hash,
    id,
    seen: draft?.head.revision,
    text: draft?.text,
    mine: Promise.resolve(true),
    elsewhere: false,
    fresh,
  };
  runs.set(run, own);
  return run;
}

/** Tells which run the page shows now. */
export function showRun(run: string | undefined): void {
  if (run === shown) return;
  shown = run;
  const own = ownOf(run);
  releaseOthers(own?.id);
  setShownDraft(own?.id, true);
  if (own?.id !== undefined) take(own, own.id);
}

/** Takes the draft for this tab, or says that another has it. */
function take(own: Own, id: string): void {
  own.mine = claim(id);
  void own.mine.then((mine) => {
    own.elsewhere = !mine;
    if (!mine && ownOf(shown) === own && own.id === id) showNotice(openElsewhere);
  });
}

/** The name of the run that the page shows. */
export const shownRun = (): string | undefined => shown;

const ownOf = (run: string | undefined): Own | undefined =>
  run === undefined ? undefined : runs.get(run);

/** An edit was made in this run, or led to it. */
export function noteEdit(run: string | undefined): void {
  const before = shown;
  showRun(run);
  const own = ownOf(run);
  if (own === undefined) return;
  if (run !== before && own.id === undefined && !own.fresh) {
    // Undo went back to what was only looked at.
    follow(own.hash, 'push');
    return;
  }
  if (own.id === undefined || own.elsewhere) become(own, 'push');
  else follow(hashOf(own.id), 'push');
  setShownDraft(own.id, false);
}

/** Makes the run a draft of its own. */
function become(own: Own, how: 'push' | 'replace'): void {
  const id = newId();
  Object.assign(own, { id, seen: undefined, text: undefined, elsewhere: false });
  own.mine = claim(id);
  releaseOthers(id);
  if (ownOf(shown) === own) follow(hashOf(id), how);
}

/** Keeps the run that is shown, if it is a draft and was edited. */
export async function keepRun(text: string, edited: boolean): Promise<void> {
  const own = ownOf(shown);
  const page = pageNow();
  if (own?.id === undefined || page === undefined) return;
  if (!edited || own.text === text) {
    own.text = text;
    setShownDraft(own.id, true);
    return;
  }
  if (!(await own.mine)) become(own, 'replace');
  const { title, steps, step } = page.run;
  const head = { title, steps, step, changed: Date.now(), strips: stripsOf(page.maps) };
  if (!(await write(own, head, text))) {
    showNotice(changedElsewhere);
    become(own, 'replace');
    await write(own, head, text);
  }
}

/** False where another tab has changed it since. */
async function write(
  own: Own,
  head: Omit<Draft['head'], 'id' | 'revision'>,
  text: string,
): Promise<boolean> {
  const { id, seen } = own;
  if (id === undefined) return true;
  const revision = newId();
  own.seen = revision;
  own.text = text;
  noteStep(id, head.step);
  const written = await keepDraft({ head: { ...head, id, revision }, text }, seen);
  if (written === 'changedElsewhere') return false;
  if (ownOf(shown) === own) setShownDraft(id, written === 'kept');
  return true;
}

/** The step that is looked at, at once for a reload of this tab. */
export function noteStepOfDraft(step: number): void {
  const id = ownOf(shown)?.id;
  if (id !== undefined) noteStep(id, step);
}

/** The step that is looked at, and its picture, for the list of drafts. */
export async function keepStepOfDraft(): Promise<void> {
  const own = ownOf(shown);
  const page = pageNow();
  if (own?.id === undefined || page === undefined || own.elsewhere) return;
  const { seen } = own;
  const { step } = page.run;
  const strips = stripsOf(page.maps);
  await changeDraft(own.id, (head) => ({
    head: head.revision === seen ? { ...head, step, strips } : head,
  }));
}
