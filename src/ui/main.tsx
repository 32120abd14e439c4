import './app.css';
import { createRoot } from 'react-dom/client';
import { followAddress } from './simulator/address';
import { App } from './App';
import { connect, stopWorker, whenIdle } from './simulator/connect';
import { Faults } from './Faults';
import { listenToText } from './keys/dropped';
import { listenToKeys } from './keys/key-handler';
import { followPointer } from './kit/released';
import { keepForOffline } from './newer/offline';
import { followSelection, freezeHoverWithCtrl } from './entity/highlight';
import { catchUpWhenPressed } from './simulator/pace';
import { loadPreferences } from './state/preferences';

declare global {
  interface Window {
    /** What an end-to-end test needs: to wait without a clock, and to try the restart. */
    dcdscope: { readonly whenIdle: () => Promise<void>; readonly stopWorker: () => void };
  }
}

loadPreferences();
connect();
followAddress();
followSelection();
freezeHoverWithCtrl();
followPointer();
catchUpWhenPressed();
listenToKeys();
listenToText();
keepForOffline();
window.dcdscope = { whenIdle, stopWorker };

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(
  <Faults>
    <App />
  </Faults>,
);
