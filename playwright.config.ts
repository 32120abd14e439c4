import { defineConfig, devices } from '@playwright/test';
import { findChromium, launchArgs } from './scripts/chromium.mjs';

const address = 'http://127.0.0.1:4180';
const executablePath = findChromium();

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  forbidOnly: true,
  fullyParallel: true,
  retries: 0,
  workers: 2,
  use: {
    ...devices['Desktop Chrome'],
    baseURL: address,
    // Only a story of visits without a network has it.
    serviceWorkers: 'block',
    launchOptions: {
      args: launchArgs,
      // Without one on the machine, Playwright's own.
      ...(executablePath === undefined ? {} : { executablePath }),
    },
  },
  webServer: {
    command: 'npx vite preview --host 127.0.0.1 --port 4180 --strictPort',
    url: address,
    reuseExistingServer: false,
  },
});
