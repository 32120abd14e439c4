/** Long enough for a tab that is being reloaded to let go. */
const patienceMs = 600;

const lockOf = (id: string): string => `dcdscope.draft.${id}`;

const releases = new Map<string, () => void>();

/** Takes a draft for this tab. False while another tab has it; true where the browser cannot tell. */
export function claim(id: string): Promise<boolean> {
  if (releases.has(id) || !('locks' in navigator)) return Promise.resolve(true);
  return new Promise((tell) => {
    const held = (): Promise<void> =>
      new Promise((release) => {
        releases.set(id, release);
        tell(true);
      });
    const signal = AbortSignal.timeout(patienceMs);
    navigator.locks.request(lockOf(id), { signal }, held).catch((why: unknown) => {
      // Only a wait that ran out means that another tab has it.
      tell(!(why instanceof DOMException && ['TimeoutError', 'AbortError'].includes(why.name)));
    });
  });
}

/** Lets go of every draft but this one. */
export function releaseOthers(id: string | undefined): void {
  for (const [held, release] of releases) {
    if (held === id) continue;
    releases.delete(held);
    release();
  }
}
