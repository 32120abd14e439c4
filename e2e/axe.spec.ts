import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './driver';
import type { Driver } from './driver';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Scene {
  readonly name: string;
  /** From the page as it was left by the scene before. */
  readonly enter: (driver: Driver) => Promise<void>;
}

const key = (name: string, ...keys: readonly string[]): Scene => ({
  name,
  enter: ({ press }) => press(...keys),
});

const tools: readonly Scene[] = [
  {
    name: 'host machine',
    async enter({ page, press }) {
      await press('Alt+2');
      await page.getByRole('button', { name: 'Restart host' }).waitFor();
    },
  },
  {
    name: 'provoke',
    async enter({ page, press }) {
      await press('Alt+3');
      await page.getByRole('button', { name: 'Do it: Refuse all' }).waitFor();
    },
  },
  key('console', 'Alt+4'),
  key('registers', 'Alt+5'),
  key('memory', 'Alt+6'),
];

const compareDialog = key('compare dialog', 'Escape', 'v');
const compare: Scene = {
  name: 'compare',
  async enter({ page, click, button }) {
    await click(button('Compare'));
    await page.getByRole('region', { name: 'Run B' }).waitFor();
  },
};

const dialogs: readonly Scene[] = [
  {
    name: 'requests dialog with a fault',
    enter: ({ submit }) => submit('{ "execute": '),
  },
  key('device dialog', 'Escape', 'Shift+N'),
  {
    name: 'share dialog',
    async enter({ page, press }) {
      await press('Escape', 'Control+s');
      await page.getByRole('button', { name: 'Save PNG' }).waitFor();
    },
  },
  key('keys dialog', 'Escape', '?'),
];

const wide: readonly Scene[] = [
  { name: 'error card', enter: ({ open }) => open('section-2') },
  key('first visit', 'Escape'),
  key('refused step', 'ArrowLeft'),
  ...tools,
  ...dialogs,
  compareDialog,
  compare,
];

const tab = (name: string): Scene => ({
  name: `tab ${name}`,
  enter: ({ page, click }) => click(page.getByRole('tab', { name, exact: true })),
});

const viewports = [
  { width: 1440, height: 900, scenes: wide },
  {
    width: 820,
    height: 1180,
    scenes: [...wide.slice(0, 3), tab('Extents'), compareDialog, compare],
  },
  {
    width: 390,
    height: 844,
    scenes: [
      ...wide.slice(0, 3),
      ...['Extents', 'Bytes', 'Host', 'Why'].map(tab),
      ...tools,
      compareDialog,
      compare,
    ],
  },
];

/** One line per element that breaks a rule. A dark page differs from a light one in its colours alone. */
async function violationsOf(page: Page, colorScheme: 'light' | 'dark'): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    // In the page itself: without it each look opens another page to put the parts together.
    .setLegacyMode()
    .options({ resultTypes: ['violations'], iframes: false });
  const ruled = colorScheme === 'light' ? axe.withTags(tags) : axe.withRules(['color-contrast']);
  const modal = (await page.getByRole('dialog').count()) > 0;
  const { violations } = await (modal ? ruled.include('dialog') : ruled).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
  );
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { width, height, scenes } of viewports) {
    test(`axe finds nothing at ${width} × ${height}, ${colorScheme}`, async ({ driver }) => {
      const { page } = driver;
      test.slow();
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      for (const { name, enter } of scenes) {
        await enter(driver);
        expect.soft(await violationsOf(page, colorScheme), name).toEqual([]);
      }
    });
  }
}
