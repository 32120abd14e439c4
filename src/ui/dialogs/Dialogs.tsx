import { CompareDialog } from '../compare/CompareDialog';
import { setUi, useUi } from '../store';
import { DeviceDialog } from './DeviceDialog';
import { KeysDialog } from './KeysDialog';
import { QmpDialog } from './QmpDialog';
import { ShareDialog } from './ShareDialog';

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useUi((state) => state.dialog);
  switch (dialog) {
    case undefined:
      return null;
    case 'qmp':
      return <QmpDialog onClose={close} />;
    case 'device':
      return <DeviceDialog onClose={close} />;
    case 'share':
      return <ShareDialog onClose={close} />;
    case 'compare':
      return <CompareDialog onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
  }
}

function close(): void {
  setUi({ dialog: undefined });
}
