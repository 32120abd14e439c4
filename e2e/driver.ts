import { expect, test as base } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { screenOf } from './screen';
import type { Screen } from './screen';

/** The page as a person uses it. A story says what they do; how it is done is said here once. */
export interface Driver {
  readonly page: Page;
  /** What stands on the page, as plain data. */
  readonly see: Screen;
  /** Opens the page: a first visit, or the fragment of a link. */
  readonly open: (fragment?: string) => Promise<void>;
  /** Settles when the page has nothing more to ask, keep or paint. */
  readonly idle: () => Promise<void>;
  readonly press: (...keys: readonly string[]) => Promise<void>;
  readonly click: (target: Locator) => Promise<void>;
  /** Goes to a control with Tab, as one without a mouse does. */
  readonly tabTo: (target: Locator) => Promise<void>;
  /** The button of this name, in the dialog if one is open. */
  readonly button: (name: string | RegExp) => Locator;
  /** Opens the dialog of requests on the tab for a pasted session, with this text in it. */
  readonly writeSession: (text: string) => Promise<void>;
  /** The same, and submits it by the main button, which queues it while the host is busy; or sends all of it now. */
  readonly submit: (text: string, when?: 'main' | 'now') => Promise<void>;
  /** A new device with the values of the form where none are given. */
  readonly powerOn: (entries?: Readonly<Record<string, string>>) => Promise<void>;
  /** The address of the run, from the dialog. */
  readonly share: () => Promise<string>;
}

const mostTabs = 200;

export function driverFor(page: Page): Driver {
  const idle = async (): Promise<void> => {
    await page.waitForFunction(() => 'dcdscope' in window);
    await page.evaluate('window.dcdscope.whenIdle()');
  };
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
    await idle();
  };
  const click = async (target: Locator): Promise<void> => {
    await target.click();
    await idle();
  };
  const dialog = page.getByRole('dialog');
  const inDialog = (name: string | RegExp): Locator => dialog.getByRole('button', { name });
  const writeSession = async (text: string): Promise<void> => {
    await press('q');
    await dialog.getByText('As text').click();
    await dialog.getByRole('textbox').fill(text);
  };
  return {
    page,
    see: screenOf(page),
    idle,
    press,
    click,
    writeSession,
    async open(fragment = '') {
      await page.goto(fragment === '' ? './' : `./#${fragment}`);
      await idle();
    },
    async tabTo(target) {
      for (let tabs = 0; tabs < mostTabs; tabs += 1) {
        if (await target.evaluate((element) => element === document.activeElement)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`Tab does not reach ${target.toString()}`);
    },
    button: (name) => page.locator('dialog, body:not(:has(dialog))').getByRole('button', { name }),
    async submit(text, when = 'main') {
      await writeSession(text);
      await click(inDialog(when === 'main' ? /Ctrl/ : 'Send all now'));
    },
    async powerOn(entries = {}) {
      await press('Shift+N');
      for (const [label, text] of Object.entries(entries)) {
        const choice = dialog.getByRole('combobox', { name: label, exact: true });
        if ((await choice.count()) > 0) await choice.selectOption(text);
        else await dialog.getByRole('textbox', { name: label, exact: true }).fill(text);
      }
      await click(inDialog('Power on'));
    },
    async share() {
      await press('Control+s');
      const address = await dialog.getByRole('textbox', { name: /^Link/ }).inputValue();
      await press('Escape');
      return address;
    },
  };
}

/** What Playwright itself says in a page that may have no service worker. */
const blocked = 'Service Worker registration blocked by Playwright';

/** Collects what the page complains of, on the console or by throwing. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    const isComplaint = ['error', 'warning'].includes(message.type());
    if (isComplaint && message.text() !== blocked) complaints.push(message.text());
  });
  return complaints;
}

/** A test with a driver; it fails when the page says anything on the console or throws. */
export const test = base.extend<{ driver: Driver }>({
  viewport: { width: 1440, height: 900 },
  driver: async ({ page }, use) => {
    const complaints = complaintsOf(page);
    await use(driverFor(page));
    expect(complaints, 'the page complained').toEqual([]);
  },
});

export { expect };
