import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { disk, fakeDrafts, stubBrowser } from '../simulator/testing';
import { draftsNow, setStorage } from '../state/drafts';
import { dismissMessages, messagesNow } from '../state/messages';
import type { Draft, DraftHead } from './draft';

vi.mock('./idb-store', () => fakeDrafts);

const vault = await import('./vault');
const { arrangeOld } = await import('./first-start');
const { deleteDraft, listDrafts, renameDraft, restoreDraft, copyDraft } =
  await import('./list-actions');

const draft = (revision: string, more: Partial<DraftHead> = {}): Draft => ({
  head: {
    id: 'a',
    title: 'Rack',
    steps: 1,
    step: 1,
    changed: Date.now(),
    revision,
    strips: [],
    ...more,
  },
  text: `{"title":"Rack","actions":["${revision}"]}`,
});

beforeAll(() => {
  stubBrowser();
});

beforeEach(() => {
  stubBrowser();
  disk.drafts.clear();
  disk.trouble.fault = undefined;
  setStorage('kept');
  dismissMessages();
});

test('a change is written over the one before it, and not over another', async () => {
  expect(await vault.keepDraft(draft('1'), undefined)).toBe('kept');
  expect(await vault.keepDraft(draft('2'), '1')).toBe('kept');
  expect(await vault.keepDraft(draft('3'), '1')).toBe('changedElsewhere');
  expect(disk.drafts.get('a')).toEqual(
    draft('2', { changed: disk.drafts.get('a')?.head.changed ?? 0 }),
  );
});

test('what could not be written is there after the next start', async () => {
  await vault.keepDraft(draft('1'), undefined);
  disk.trouble.fault = new DOMException('cut', 'AbortError');
  expect(await vault.keepDraft(draft('2'), '1')).toBe('lost');
  expect(draftsNow().storage).toBe('refused');
  disk.trouble.fault = undefined;
  setStorage('kept');
  expect((await vault.readDraft('a'))?.head.revision).toBe('2');
  expect(disk.drafts.get('a')?.text).toContain('"2"');
});

test('what could not be written becomes a draft of its own where another was written since', async () => {
  await vault.keepDraft(draft('1'), undefined);
  disk.trouble.fault = new DOMException('cut', 'AbortError');
  await vault.keepDraft(draft('2'), '1');
  disk.trouble.fault = undefined;
  disk.drafts.set('a', draft('9'));
  setStorage('kept');
  const { drafts } = await listDrafts();
  expect(drafts.map(({ revision }) => revision).toSorted()).toEqual(['2', '9']);
  expect(disk.drafts.get('a')?.head.revision).toBe('9');
});

test.each([
  ['SecurityError', 'refused', 'This browser keeps nothing. Share a link before you leave.'],
  [
    'QuotaExceededError',
    'full',
    'The storage of this browser is full. Delete drafts, or share a link before you leave.',
  ],
])('a storage with a %s is told once', async (name, storage, words) => {
  disk.trouble.fault = new DOMException('no', name);
  expect(await vault.keepDraft(draft('1'), undefined)).toBe('lost');
  expect([draftsNow().storage, messagesNow().notice]).toEqual([storage, words]);
  dismissMessages();
  await vault.keepDraft(draft('2'), undefined);
  expect(messagesNow().notice).toBeUndefined();
});

test('a storage that has room again is told no more', async () => {
  disk.trouble.fault = new DOMException('no', 'QuotaExceededError');
  await vault.keepDraft(draft('1'), undefined);
  disk.trouble.fault = undefined;
  expect(await vault.keepDraft(draft('2'), undefined)).toBe('kept');
  expect(draftsNow().storage).toBe('kept');
});

test('a draft is deleted and comes back', async () => {
  await vault.keepDraft(draft('1'), undefined);
  await deleteDraft('a');
  expect(draftsNow().deleted?.title).toBe('Rack');
  expect((await listDrafts()).drafts).toEqual([]);
  await restoreDraft('a');
  expect(draftsNow().deleted).toBeUndefined();
  expect((await listDrafts()).drafts.map(({ id }) => id)).toEqual(['a']);
});

test('a draft that was deleted more than 30 days ago goes', async () => {
  disk.drafts.set('a', draft('1', { deleted: Date.now() - 31 * 86_400_000 }));
  await listDrafts();
  expect(disk.drafts.size).toBe(0);
});

test('a new name stands in the list and in the run; a copy has one of its own', async () => {
  await vault.keepDraft(draft('1'), undefined);
  await renameDraft('a', 'Shelf');
  expect(disk.drafts.get('a')?.head.title).toBe('Shelf');
  expect(disk.drafts.get('a')?.text).toContain('"title":"Shelf"');
  const copy = (await copyDraft('a')) ?? '';
  expect(disk.drafts.get(copy)?.head.title).toBe('Shelf, copy');
  expect(disk.drafts.get(copy)?.text).toContain('"title":"Shelf, copy"');
});

test('the draft of earlier versions is taken over once', async () => {
  sessionStorage.setItem('dcdscope.draft', '{"title":"Old","actions":[{"expect":{}},{"k":1}]}');
  sessionStorage.setItem('dcdscope.draft.step', '1');
  const id = (await arrangeOld()) ?? '';
  expect(disk.drafts.get(id)?.head).toMatchObject({ title: 'Old', steps: 1, step: 1 });
  expect(await arrangeOld()).toBeUndefined();
});

test('the draft of earlier versions is lost nowhere while the storage refuses it', async () => {
  sessionStorage.setItem('dcdscope.draft', '{"title":"Old","actions":[]}');
  disk.trouble.fault = new DOMException('no', 'SecurityError');
  await arrangeOld();
  disk.trouble.fault = undefined;
  setStorage('kept');
  expect((await listDrafts()).drafts.map(({ title }) => title)).toEqual(['Old']);
  expect(await arrangeOld()).toBeUndefined();
});
