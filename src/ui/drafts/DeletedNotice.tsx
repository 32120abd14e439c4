import { Button } from '../kit/Button';
import { Notice } from '../kit/Notice';
import { setDeleted, useDrafts } from '../state/drafts';

const close = (): void => {
  setDeleted(undefined);
};

/** Said after a draft was deleted; it stays when the menu is closed. */
export function DeletedNotice() {
  const deleted = useDrafts((state) => state.deleted);
  if (deleted === undefined) return null;
  const restore = async (): Promise<void> => {
    const { restoreDraft } = await import('./list-actions');
    await restoreDraft(deleted.id);
  };
  const text = `The draft “${deleted.title}” was deleted.`;
  return (
    <Notice key={deleted.id} text={text} onClose={close}>
      <Button look="quiet" className="slim" onClick={() => void restore()}>
        Undo
      </Button>
    </Notice>
  );
}
