import { inOrder } from '../simulator/queues';
import { showNotice } from '../state/messages';
import { draftsNow, setStorage } from '../state/drafts';
import { newId, type Change, type Draft, type DraftHead, type DraftStore } from './draft';
import { allPending, forgetPending, notePending, pendingOf } from './journal';
import { expired, mayWrite } from './rules';

/*
 * The drafts of this browser, and what is said where it does not keep them. Nothing here throws: what cannot be kept is
 * told once, and the run goes on in memory.
 */

const refused = 'This browser keeps nothing. Share a link before you leave.';
const full =
  'The storage of this browser is full. Delete drafts, or share a link before you leave.';

/** How a change of a draft ended. A tab that has not seen the last change may not write over it. */
export type Written = 'kept' | 'changedElsewhere' | 'lost';

/** Writes are done one after the other, and before every read. */
const writes = inOrder();
let loading: Promise<DraftStore> | undefined;

const store = (): Promise<DraftStore> => {
  loading ??= import('./idb-store').then(({ idbStore }) => idbStore());
  return loading;
};

/** Settles when all that was written is kept or lost. */
export const allWritten = (): Promise<void> => writes.settled();

/** How many writes are under way. */
export const writing = (): number => writes.count();

/** Every draft, deleted ones too; none where the browser refuses. */
export async function allHeads(): Promise<readonly DraftHead[]> {
  return writes.run(async () => {
    await takeOverPending();
    const heads = (await guarded(async (drafts) => drafts.heads())) ?? [];
    const old = expired(heads, Date.now());
    if (old.length > 0) await guarded((drafts) => drafts.remove(old));
    const waiting = allPending().map(({ head }) => head);
    return [...waiting, ...heads.filter(({ id }) => waiting.every((head) => head.id !== id))];
  });
}

/** A draft with its text: what is on its way if there is such, else what was kept. */
export const readDraft = (id: string): Promise<Draft | undefined> =>
  writes.run(async () => {
    await takeOverPending();
    return pendingOf(id) ?? (await guarded((drafts) => drafts.read(id)));
  });

/** Keeps a draft as this tab has it; `seen` is the last revision that it knows. */
export function keepDraft(draft: Draft, seen: string | undefined): Promise<Written> {
  notePending({ ...draft, seen });
  return writes.run(async () => {
    const written = await write(draft, seen);
    if (written !== 'lost') forgetPending(draft.head.id, draft.head.revision);
    return written;
  });
}

/** Changes the head of a draft, and its text if one is given, whoever changed it last. */
export function changeDraft(
  id: string,
  decide: (there: DraftHead) => Change,
): Promise<Change | undefined> {
  return writes.run(() =>
    guarded((drafts) =>
      drafts.change(id, (there) => (there === undefined ? undefined : decide(there))),
    ),
  );
}

async function write(draft: Draft, seen: string | undefined): Promise<Written> {
  const done = await guarded(async (drafts) => ({
    change: await drafts.change(draft.head.id, (there): Change | undefined =>
      mayWrite(there, seen, draft.head) ? draft : undefined,
    ),
  }));
  if (done === undefined) return 'lost';
  if (draftsNow().storage === 'full') setStorage('kept');
  return done.change === undefined ? 'changedElsewhere' : 'kept';
}

/** Keeps what earlier tabs could not; what would lie over a newer change becomes a draft of its own. */
async function takeOverPending(): Promise<void> {
  if (draftsNow().storage !== 'kept') return;
  for (const { head, text, seen } of allPending()) {
    const written = await write({ head, text }, seen);
    if (written === 'lost') return;
    if (written === 'changedElsewhere') {
      const copy = await write({ head: { ...head, id: newId() }, text }, undefined);
      if (copy === 'lost') return;
    }
    forgetPending(head.id, head.revision);
  }
}

/** What the storage says; nothing, and a word about it, where it throws or stays silent. */
async function guarded<T>(work: (drafts: DraftStore) => Promise<T>): Promise<T | undefined> {
  if (draftsNow().storage === 'refused') return undefined;
  try {
    return await work(await store());
  } catch (why) {
    tell(why instanceof DOMException && why.name === 'QuotaExceededError' ? 'full' : 'refused');
    return undefined;
  }
}

function tell(storage: 'refused' | 'full'): void {
  if (draftsNow().storage !== storage) showNotice(storage === 'full' ? full : refused);
  setStorage(storage);
}
