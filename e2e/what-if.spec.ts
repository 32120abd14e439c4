import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });

const run = (page: Page, letter: 'A' | 'B'): Locator =>
  page.getByRole('region', { name: `Run ${letter}`, exact: true });

test('what if the host had refused all: provoke, fork and compare, without a mouse', async ({
  driver,
}) => {
  const { page, see, press, tabTo } = driver;
  await driver.open();
  expect(await see.step()).toBe('Step 11 of 21');

  await press('p');
  const move = details(page).getByRole('button', { name: 'Do it: Refuse all', exact: true });
  await move.waitFor();
  await tabTo(move);
  await press('Enter');
  expect(await see.step()).toBe('Step 12 of 12');
  expect(await see.sentence()).toBe('The host refuses e6.');
  await expect(page.getByRole('status').filter({ hasText: 'kept' })).toContainText(
    'The old steps 12–21 are kept as branch',
  );

  await press('v');
  await tabTo(page.getByRole('dialog').getByRole('radio', { checked: true }));
  await press('ArrowRight', 'ArrowRight');
  await tabTo(page.getByRole('dialog').getByRole('button', { name: 'Compare', exact: true }));
  await press('Enter');
  await expect(run(page, 'B')).toBeVisible();
  await expect(run(page, 'A')).toContainText('waits at step 11 of 12');
  await press('End');
  await expect(run(page, 'B')).toContainText('step 21 of 21');
  await expect(page.getByRole('complementary', { name: 'Differences' })).toContainText('only');
  await press('Control+ArrowLeft');
  expect(await see.sentence()).not.toBe('A and B agree in this row.');

  await press('Escape');
  await expect(run(page, 'A')).toHaveCount(0);
  expect(await see.step()).toBe('Step 12 of 12');
  await press('Control+z');
  expect(await see.step()).toBe('Step 11 of 21');
});
