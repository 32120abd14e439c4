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

const dialog = (name: string, key: string): Scene => ({
  name: `${name} dialog`,
  enter: ({ press }) => press('Escape', key),
});

const pages: readonly Scene[] = [
  { name: 'first visit', enter: ({ open }) => open() },
  { name: 'refused step', enter: ({ press }) => press('ArrowLeft') },
  { name: 'error card', enter: ({ open }) => open('section-2') },
];

const dialogs: readonly Scene[] = [
  dialog('requests', 'q'),
  {
    name: 'requests dialog with a fault',
    enter: async ({ press, submit }) => {
      await press('Escape');
      await submit('{ "execute": ');
    },
  },
  dialog('device', 'Shift+N'),
  dialog('share', 'Control+s'),
  dialog('keys', '?'),
];

/** One line per element that breaks a rule. */
async function violationsOf(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], iframes: false })
    .withTags(tags);
  const modal = (await page.getByRole('dialog').count()) > 0;
  const { violations } = await (modal ? axe.include('dialog') : axe).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}\n${failureSummary}`),
  );
}

const viewports = [
  { width: 1440, height: 900, scenes: [...pages, ...dialogs] },
  { width: 820, height: 1180, scenes: pages },
  { width: 390, height: 844, scenes: [...pages, ...dialogs] },
];

for (const colorScheme of ['light', 'dark'] as const) {
  for (const { width, height, scenes } of viewports) {
    test(`axe finds nothing at ${width} × ${height}, ${colorScheme}`, async ({ driver }) => {
      const { page } = driver;
      test.slow();
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme });
      for (const { name, enter } of scenes) {
        await enter(driver);
        expect.soft(await violationsOf(page), name).toEqual([]);
      }
    });
  }
}
