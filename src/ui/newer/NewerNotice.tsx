import { Button } from '../kit/Button';
import { Notice } from '../kit/Notice';
import { showNewer, useMessages } from '../state/messages';

const close = (): void => {
  showNewer(undefined);
};

/** Said when a newer build waits. Nothing changes before it is asked for. */
export function NewerNotice() {
  const newer = useMessages((state) => state.newer);
  if (newer === undefined) return null;
  const reload = async (): Promise<void> => {
    const { takeNewer } = await import('./service-worker');
    await takeNewer(newer);
  };
  return (
    <Notice text="A newer version is ready." stays onClose={close}>
      <Button look="quiet" className="slim" onClick={() => void reload()}>
        Reload
      </Button>
    </Notice>
  );
}
