import { draftsNow, setDeleted } from '../state/drafts';
import { newId, type DraftHead } from './draft';
import { copyName, listed, retitled, withDeleted, type Listed } from './rules';
import { allHeads, changeDraft, keepDraft, readDraft } from './vault';

/** The drafts of this browser as they are listed. */
export const listDrafts = async (): Promise<Listed> => listed(await allHeads(), Date.now());

/** Deletes a draft; it can come back for 30 days. */
export async function deleteDraft(id: string): Promise<void> {
  const done = await changeDraft(id, (head) => withDeleted(head, Date.now()));
  if (done !== undefined) setDeleted(done.head);
}

/** Takes a deletion back. */
export async function restoreDraft(id: string): Promise<void> {
  await changeDraft(id, (head) => withDeleted(head, undefined));
  if (draftsNow().deleted?.id === id) setDeleted(undefined);
}

/** Gives a draft that is not shown another name. */
export async function renameDraft(id: string, title: string): Promise<void> {
  const draft = await readDraft(id);
  if (draft === undefined) return;
  const text = retitled(draft.text, title);
  await changeDraft(id, (head) =>
    head.revision === draft.head.revision
      ? { head: { ...head, title, revision: newId() }, text }
      : { head },
  );
}

/** Another draft with the same run. Gives its id, if it could be kept. */
export async function copyDraft(id: string): Promise<string | undefined> {
  const draft = await readDraft(id);
  if (draft === undefined) return undefined;
  const heads = await allHeads();
  return keepCopy(
    draft.head,
    draft.text,
    heads.map(({ title }) => title),
  );
}

/** Keeps a run as another draft, under a name that is free. Gives its id, if it could be kept. */
export async function keepCopy(
  like: Omit<DraftHead, 'id' | 'revision' | 'changed'>,
  text: string,
  taken: readonly string[],
): Promise<string | undefined> {
  const id = newId();
  const title = copyName(like.title, taken);
  const { steps, step, strips } = like;
  const head = { id, title, steps, step, strips, changed: Date.now(), revision: newId() };
  const written = await keepDraft({ head, text: retitled(text, title) }, undefined);
  return written === 'kept' ? id : undefined;
}
