import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';
import type { Driver } from './driver';
import { add } from './sessions';

const run = (page: Page, letter: 'A' | 'B'): Locator =>
  page.getByRole('region', { name: `Run ${letter}`, exact: true });

const rowOf = (page: Page): Promise<string> =>
  page.getByRole('heading', { level: 1 }).locator('small').innerText();

const sentenceOf = (side: Locator): Promise<string> =>
  side.locator('.compare-sentence').innerText();

/** Opens the dialog with its key, and compares with the choice of this name. */
async function compareWith({ page, press, tabTo }: Driver, label: string): Promise<void> {
  await press('v');
  await page.getByRole('combobox', { name: 'With' }).selectOption({ label });
  await tabTo(page.getByRole('button', { name: 'Compare', exact: true }));
  await press('Enter');
  await expect(run(page, 'B')).toBeVisible();
}

test('two hosts over the same requests, by keyboard alone', async ({ driver }) => {
  const { page, press, see, tabTo } = driver;
  await driver.open();
  await tabTo(page.getByRole('button', { name: 'Compare…' }));
  await press('Enter');
  const choice = page.getByRole('combobox', { name: 'With' });
  await expect(choice).toBeFocused();
  await choice.press('End');
  await expect(choice).toHaveValue('manual');
  await tabTo(page.getByRole('button', { name: 'Compare', exact: true }));
  await press('Enter');

  await expect(run(page, 'A')).toContainText('Linux v11');
  await expect(run(page, 'B')).toContainText('By hand');
  expect(await rowOf(page)).toBe('Row 3 of 21');
  expect(await see.sentence()).toBe('Only A goes on: its host accepts e1 and e2.');
  expect(await sentenceOf(run(page, 'A'))).toBe('The host accepts e1 and e2.');
  expect(await sentenceOf(run(page, 'B'))).toBe('The fabric manager offers e1 and e2.');
  const items = page.getByRole('complementary', { name: 'Differences' }).locator('.compare-item');
  expect(await items.allInnerTexts()).toEqual([
    '≠\naccepted in A, offered in B: e1 and e2, 160 MiB',
    'A\nonly A’s host shows e1 and e2, 160 MiB',
  ]);

  await press('Home');
  expect([await rowOf(page), await items.count()]).toEqual(['Row 0 of 21', 0]);
  await press('Control+ArrowRight');
  expect(await rowOf(page)).toBe('Row 3 of 21');
  await press('ArrowLeft');
  expect(await see.sentence()).toBe('A and B agree in this row.');

  await tabTo(page.getByRole('slider', { name: 'Row' }));
  await press('ArrowRight', 'ArrowRight', 'Control+ArrowRight');
  expect(await rowOf(page)).toBe('Row 8 of 21');
  await press('End');
  await expect(page.getByRole('slider', { name: 'Row' })).toHaveAttribute(
    'aria-valuetext',
    /^Row 21 of 21: Release DC \(4803h\): A gets 00h Success, B gets 0Fh/,
  );

  await press('Escape');
  await expect(run(page, 'A')).toHaveCount(0);
  expect(await see.step()).toBe('Step 11 of 21');
  await expect(page.getByRole('button', { name: 'Compare…' })).toBeFocused();
});

test('keys that would change the run do nothing while it is compared', async ({ driver }) => {
  const { page, press, see } = driver;
  await driver.open();
  await compareWith(driver, 'By hand');
  await press('n', ' ', 'q', 'Control+z');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await press('Escape');
  expect(await see.step()).toBe('Step 11 of 21');
});

test('a difference of the list is gone to, and lights up on the maps', async ({ driver }) => {
  const { page, click } = driver;
  await driver.open();
  await compareWith(driver, 'By hand');
  await click(page.getByRole('button', { name: /^8 cxl-release-dynamic-capacity/ }));
  expect(await rowOf(page)).toBe('Row 8 of 21');
  expect(await sentenceOf(run(page, 'B'))).toContain('QEMU refuses the release request.');
  const marks = run(page, 'A').locator('.marks').first();
  await expect(marks.locator('.both')).not.toHaveCount(0);
  await click(page.getByRole('button', { name: 'Close compare' }));
  await expect(run(page, 'A')).toHaveCount(0);
});

test('rules that do not allow the device are told in the dialog', async ({ driver }) => {
  const { page, press, click, button } = driver;
  await driver.open();
  await press('v');
  await page.getByRole('dialog').getByText('Other device rules').click();
  await page.getByRole('combobox', { name: 'With' }).selectOption('qemu-v3');
  await click(button('Compare'));
  await expect(page.getByRole('alert')).toContainText('QEMU would not start this device');
  await page.getByRole('combobox', { name: 'With' }).selectOption('qemu-10.0');
  await click(button('Compare'));
  await expect(run(page, 'B')).toContainText('QEMU 10.0');
  expect(await driver.see.sentence()).toContain('is answered with other bytes');
});

test('a fork is compared with what was there before it', async ({ driver }) => {
  const { page, press, click, button } = driver;
  await driver.open();
  await press('v');
  await page.getByRole('dialog').getByText('A branch').click();
  await expect(page.getByRole('dialog')).toContainText('There is one branch only.');
  await expect(button('Compare')).toHaveAttribute('aria-disabled', 'true');
  await press('Escape');
  await press('Home', 'Shift+ArrowRight');
  await driver.submit(add([256, 16]), 'now');
  await press('v');
  await click(button('Compare'));
  expect(await rowOf(page)).toBe('Row 11 of 21');
  expect(await driver.see.sentence()).toBe(
    'Only B goes on: its host accepts 2 of 3 offered extents.',
  );
  await expect(run(page, 'A')).toContainText('waits at step 10 of 11');
  await expect(run(page, 'B')).toContainText('step 11 of 21');
});

test('a shared comparison is opened again at its row, and what was done by hand is told', async ({
  driver,
}) => {
  const { page, press, idle, click, button } = driver;
  await driver.open();
  await press('v');
  await expect(page.getByRole('dialog')).toContainText(
    '2 host steps were made by hand and are kept in both.',
  );
  await page.getByRole('combobox', { name: 'With' }).selectOption({ label: 'Silent' });
  await click(button('Compare'));
  await press('Control+ArrowRight');
  const row = await rowOf(page);
  const says = await driver.see.sentence();
  await press('Control+s');
  await expect(page.getByRole('dialog', { name: 'Share this comparison' })).toBeVisible();
  const address = await page
    .getByRole('dialog')
    .getByRole('textbox', { name: /^Link/ })
    .inputValue();
  expect(address).toMatch(/&c=host\/silent&r=\d+&h=\d+\.[0-9a-f]{12}$/);
  await page.goto('about:blank');
  await page.goto(address);
  await idle();
  await expect(run(page, 'B')).toContainText('Silent');
  expect([await rowOf(page), await driver.see.sentence()]).toEqual([row, says]);
  await press('Escape');
  await expect(run(page, 'A')).toHaveCount(0);
  expect(new URL(page.url()).hash).not.toContain('&c=');
});

for (const [name, width, height] of [
  ['tablet', 820, 1180],
  ['phone', 390, 844],
] as const) {
  test(`nothing is wider than a ${name}`, async ({ driver }) => {
    const { page } = driver;
    await page.setViewportSize({ width, height });
    await driver.open();
    await compareWith(driver, 'By hand');
    const overflow = await page.evaluate(() => [
      document.documentElement.scrollWidth - window.innerWidth,
      document.documentElement.scrollHeight - window.innerHeight,
    ]);
    expect(overflow).toEqual([0, 0]);
    await expect(run(page, 'A')).toBeInViewport();
    await expect(page.getByRole('slider', { name: 'Row' })).toBeInViewport();
  });
}
