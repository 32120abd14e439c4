import { expect, test as base } from '@playwright/test';
import type { Page } from '@playwright/test';

/** The page as a person uses it. A story says what they do; how it is done is said here once. */
export interface Driver {
  readonly page: Page;
  /** Opens the page: a first visit, or the fragment of a link. */
  open(fragment?: string): Promise<void>;
  /** Settles when the page has nothing more to ask, keep or paint. */
  idle(): Promise<void>;
  press(...keys: readonly string[]): Promise<void>;
}

function driverFor(page: Page): Driver {
  const idle = async (): Promise<void> => {
    await page.waitForFunction(() => 'dcdscope' in window);
    await page.evaluate('window.dcdscope.whenIdle()');
  };
  return {
    page,
    idle,
    async open(fragment = '') {
      await page.goto(fragment === '' ? './' : `./#${fragment}`);
      await idle();
    },
    async press(...keys) {
      for (const key of keys) await page.keyboard.press(key);
      await idle();
    },
  };
}

/** A test with a driver; it fails when the page says anything on the console or throws. */
export const test = base.extend<{ driver: Driver }>({
  driver: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await use(driverFor(page));
    expect(complaints, 'the page complained').toEqual([]);
  },
});

export { expect };
