import { useDrafts } from '../state/drafts';

/** What becomes of the run that is shown, in words. */
export function useKept(): { readonly short: string; readonly words: string } {
  const shown = useDrafts((state) => state.shown);
  const saved = useDrafts((state) => state.saved);
  const storage = useDrafts((state) => state.storage);
  if (shown === undefined)
    return { short: 'Not a draft yet', words: 'becomes a draft with the first edit' };
  if (storage !== 'kept')
    return { short: 'Not saved', words: 'not saved: share a link to keep it' };
  return saved
    ? { short: 'Draft, saved', words: 'saved in this browser' }
    : { short: 'Draft, saving…', words: 'being saved' };
}
