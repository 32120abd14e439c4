import workerAddress from '../../worker/simulator.worker?worker&url';

/** As much of Trusted Types as is used here; TypeScript's library does not know them. */
interface TrustedTypes {
  readonly createPolicy: (name: string, rules: Policy) => Policy;
}

interface Policy {
  readonly createScriptURL: (address: string) => string;
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

const asItIs: Policy = { createScriptURL: (address) => address };

/** The one policy that the page allows. It stays in this file, so that no other address can be run. */
let policy: Policy | undefined;

function trusted(address: string): string {
  policy ??= window.trustedTypes?.createPolicy('dcdscope', asItIs) ?? asItIs;
  return policy.createScriptURL(address);
}

/** Where all is one file, the worker is a plain script (`vite.single.config.ts`). */
const type = import.meta.env.MODE === 'single' ? 'classic' : 'module';

/** Starts the script of the simulator beside the page. */
export const startSimulator = (): Worker => new Worker(trusted(workerAddress), { type });

/** Registers the script that keeps the built page for visits without a network. */
export const startServiceWorker = (): Promise<ServiceWorkerRegistration> =>
  navigator.serviceWorker.register(trusted('./sw.js'));
