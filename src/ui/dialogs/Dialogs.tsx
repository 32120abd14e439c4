import { Suspense, lazy } from 'react';
import { CompareDialog } from '../compare/CompareDialog';
import { DeviceDialog } from './DeviceDialog';
import { KeysDialog } from './KeysDialog';
import { QmpDialog } from './QmpDialog';
import { closeDialog, useTools } from '../state/tools';

const Paste = lazy(async () => ({
  default: (await import('../paste/Paste')).Paste,
}));

const ShareDialog = lazy(async () => ({
  default: (await import('./ShareDialog')).ShareDialog,
}));

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useTools((state) => state.dialog);
  switch (dialog) {
    case undefined:
      return null;
    case 'qmp':
      return <QmpDialog onClose={close} />;
    case 'device':
      return <DeviceDialog onClose={close} />;
    case 'share':
      return (
        <Suspense>
          <ShareDialog onClose={close} />
        </Suspense>
      );
    case 'compare':
      return <CompareDialog onClose={close} />;
    case 'paste':
      return (
        <Suspense>
          <Paste onClose={close} />
        </Suspense>
      );
    case 'keys':
      return <KeysDialog onClose={close} />;
  }
}

function close(): void {
  closeDialog();
}
