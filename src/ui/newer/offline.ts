import { whenIdle } from '../simulator/connect';

/** Has the browser keep the built page for a visit without a network, once this visit has all it needs. */
export function keepForOffline(): void {
  const isServed = import.meta.env.PROD && import.meta.env.MODE !== 'single';
  if (!isServed || !('serviceWorker' in navigator)) return;
  window.addEventListener('load', () => {
    void whenIdle().then(() => {
      inIdleTime(() => void keep());
    });
  });
}

async function keep(): Promise<void> {
  try {
    const { followBuilds } = await import('./service-worker');
    await followBuilds();
  } catch {
    // A private window, a full disk, no network: the page works as it does without.
  }
}

function inIdleTime(job: () => void): void {
  if ('requestIdleCallback' in window) window.requestIdleCallback(job);
  // Safari has none.
  else setTimeout(job, 1000);
}
