import { copyDraft, deleteDraft, renameDraft, restoreDraft } from './list-actions';
import { focusDraft } from './menu-keys';

/** What can be done to a draft of the list. */
export interface RowActs {
  readonly open: (id: string) => void;
  readonly rename: (id: string, title: string) => Promise<void>;
  readonly copy: (id: string) => void;
  readonly remove: (id: string) => void;
  readonly restore: (id: string) => void;
}

/** The acts of the rows; after each the list is read again and its draft focused. */
export function rowActs(
  open: (id: string) => void,
  reload: (deleted?: string) => Promise<void>,
): RowActs {
  const after = async (id: string, deleted?: string): Promise<void> => {
    await reload(deleted);
    focusDraft(id);
  };
  return {
    open,
    rename: (id, title) => renameDraft(id, title).then(() => after(id)),
    copy: (id) => void copyDraft(id).then((copy) => after(copy ?? id)),
    remove: (id) => void deleteDraft(id).then(() => after(id, id)),
    restore: (id) => void restoreDraft(id).then(() => after(id)),
  };
}
