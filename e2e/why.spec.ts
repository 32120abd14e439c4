import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';
import { add } from './sessions';

const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const sizes = [
  [1440, 900],
  [390, 844],
] as const;

const whyOf = (page: Page): Locator => page.getByRole('region', { name: 'Why?' });
const chainOf = (page: Page): Locator =>
  whyOf(page).getByRole('list', { name: 'Causes, the latest first' }).getByRole('listitem');

test('by keyboard: an extent, W, and the chain back to the fabric manager’s request', async ({
  driver,
}) => {
  const { page, press, tabTo, see } = driver;
  await driver.open();
  await press('w');
  await expect(whyOf(page)).toBeFocused();
  await expect(whyOf(page)).toContainText('press W');

  await tabTo(page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be1\b/ }));
  await press('w');
  await expect(whyOf(page)).toBeFocused();
  await expect(whyOf(page)).toContainText('e1 is accepted because the host accepted it at step 3.');
  const links = await chainOf(page).allInnerTexts();
  expect(links[0]).toMatch(/^3\.\d+\s+The device takes e1 as accepted/);
  expect(links.at(-1)).toMatch(/^1\s+The fabric manager offers e1 and e2/);
  const steps = links.map((text) => Number.parseInt(text, 10));
  expect(steps).toEqual(steps.toSorted((a, b) => b - a));

  const request = chainOf(page).last().getByRole('button');
  await tabTo(request);
  await press('Enter');
  expect(await see.step()).toBe('Step 1 of 21');
  await expect(request).toBeFocused();
  await expect(request).toHaveAttribute('aria-current', 'step');
  await expect(whyOf(page)).toContainText('as asked at step 11');
  expect((await chainOf(page).allInnerTexts()).length).toBe(links.length);

  const rule = chainOf(page)
    .first()
    .getByRole('button', { name: /^rule: / });
  await tabTo(rule);
  await press('Enter');
  expect(await see.step()).toBe('Step 3 of 21');
  const focused = page.locator('[data-rule]:focus');
  await expect(focused).toContainText('Each lies inside one extent of the first offer');

  await press('ArrowRight');
  expect(await see.step()).toBe('Step 4 of 21');
  await expect(whyOf(page)).not.toContainText('as asked at');
});

test('a refused request says which rule broke, and axe finds nothing there', async ({ driver }) => {
  test.slow();
  const { page, see, click } = driver;
  await driver.open();
  await driver.powerOn();
  await driver.submit(add([1000, 128]), 'now');
  await click(page.getByRole('region', { name: 'Refusal' }).getByRole('button', { name: 'Why?' }));
  await expect(
    chainOf(page)
      .first()
      .getByRole('button', { name: /^broken: / }),
  ).toBeVisible();
  await expect(chainOf(page).last()).toContainText('The fabric manager asks to add');
  expect(await see.step()).toBe('Step 1 of 1');
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    if (width < 820) await click(page.getByRole('tab', { name: 'Why', exact: true }));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page })
        .setLegacyMode()
        .withTags(tags)
        .analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes.length}`)).toEqual([]);
    }
  }
});

test('blocks that nothing touched go back to the start, and a byte to who wrote it', async ({
  driver,
}) => {
  const { page, press, tabTo, click } = driver;
  await driver.open();
  await press('Home');
  const spans = page.getByRole('listbox').first();
  await tabTo(spans.getByRole('option').first());
  await press('w');
  await expect(whyOf(page)).toContainText('r0 is free: nothing has ever been offered there.');
  await expect(chainOf(page)).toHaveCount(1);
  await expect(chainOf(page)).toContainText('A new device');

  await press('End', 'ArrowLeft');
  await click(page.getByRole('region', { name: 'Bytes' }).getByRole('gridcell').first());
  await expect(whyOf(page)).toContainText(/step \d+/);
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('Offset');
});
