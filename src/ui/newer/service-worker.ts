import { allWritten } from '../drafts/vault';
import { keepNow } from '../simulator/connect';
import { startServiceWorker } from '../simulator/own-scripts';
import { showNewer } from '../state/messages';

/** True from the moment that a person asked for the newer build in this tab. */
let isAsked = false;

/** Starts the service worker, and says from then on when a newer build than the one on the page is there. */
export async function followBuilds(): Promise<void> {
  await startServiceWorker();
  const registration = await navigator.serviceWorker.ready;
  const tell = (): void => {
    if (registration.waiting !== null) showNewer(registration.waiting);
  };
  const follow = (): void => {
    registration.installing?.addEventListener('statechange', tell);
  };
  registration.addEventListener('updatefound', follow);
  follow();
  tell();
  navigator.serviceWorker.addEventListener('controllerchange', tellOfAnother);
  // By itself a browser looks some time later. Without a network this fails, and the build at hand stays.
  await registration.update();
}

/** Another tab took the newer build: what this one has not loaded yet may be gone. */
function tellOfAnother(): void {
  const { controller } = navigator.serviceWorker;
  if (!isAsked && controller !== null) showNewer(controller);
}

/** Opens the newer build in the place of this one, once all that was done is kept. */
export async function takeNewer(worker: ServiceWorker): Promise<void> {
  isAsked = true;
  await keepNow();
  await allWritten();
  if (worker.state === 'installed') {
    worker.postMessage({ type: 'SKIP_WAITING' });
    await settled(worker);
  }
  location.reload();
}

/** Settles when the worker is in charge, or when one that is newer still has taken its place. */
function settled(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state !== 'activating') resolve();
    });
  });
}
