import { useCallback, useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import type { DraftHead } from './draft';
import { listDrafts } from './list-actions';
import type { Listed } from './rules';

/** What the menu lists; `rows` keep the place of what was deleted while it is open. */
export interface List {
  readonly rows: readonly DraftHead[];
  readonly deleted: readonly DraftHead[];
  /** When they were read, in ms since 1970. */
  readonly now: number;
}

/** The drafts but the shown one, and the way to read them again. */
export function useList(shown: string | undefined) {
  const [found, setFound] = useState<Listed>();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const reload = useCallback(async (deleted?: string): Promise<void> => {
    const list = await listDrafts();
    // Drawn at once: what comes next may focus a row.
    flushSync(() => {
      if (deleted !== undefined) setGone((ids) => new Set([...ids, deleted]));
      setFound(list);
    });
  }, []);
  useEffect(() => {
    let wanted = true;
    void listDrafts().then((list) => {
      if (wanted) setFound(list);
    });
    return () => {
      wanted = false;
    };
  }, [shown]);
  return { list: found && withPlaces(found, gone, shown), taken: titlesIn(found), reload };
}

function withPlaces(found: Listed, gone: ReadonlySet<string>, shown: string | undefined): List {
  const stay = found.deleted.filter(({ id }) => gone.has(id));
  return {
    rows: [...found.drafts, ...stay]
      .filter(({ id }) => id !== shown)
      .toSorted((a, b) => b.changed - a.changed || a.id.localeCompare(b.id)),
    deleted: found.deleted.filter(({ id }) => !gone.has(id)),
    now: found.now,
  };
}

const titlesIn = (found: Listed | undefined): readonly string[] =>
  (found?.drafts ?? []).map(({ title }) => title);
