import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync } from 'node:fs';
import { expect, test } from './driver';
import { begin, isDraft, menuOf, noticeOf, openMenu, request, rowsOf, titleOf } from './drafts';

const file = new URL('../src/worker/link-corpus.json', import.meta.url);
const corpus = JSON.parse(readFileSync(file, 'utf8')) as readonly { readonly fragment: string }[];
const link = corpus[0]?.fragment ?? '';
test('a reload keeps the draft, and its address', async ({ driver }) => {
  const { page, idle, see } = driver;
  await driver.open();
  const address = await begin(driver);
  const before = await see.everything();
  await page.reload();
  await idle();
  expect(page.url()).toBe(address);
  expect(await see.everything()).toEqual(before);
  await expect(page.locator('.draft-state')).toHaveText('Draft, saved');
});

test('a new device leaves the old draft in the list, and Undo goes back across it', async ({
  driver,
}) => {
  const { page, press, see } = driver;
  await driver.open();
  const first = await begin(driver);
  const before = await see.everything();
  await driver.powerOn();
  await expect(page).not.toHaveURL(first);
  const second = page.url();
  await openMenu(driver);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('1 step');
  await press('Escape');
  await press('Control+z');
  expect(page.url()).toBe(first);
  expect(await see.everything()).toEqual(before);
  await press('Control+Shift+z');
  expect(page.url()).toBe(second);
});

test('undo across a new device leads back to a link that was only looked at', async ({
  driver,
}) => {
  const { page, press } = driver;
  await driver.open(link);
  const hash = new URL(page.url()).hash;
  await driver.powerOn();
  await expect(page).toHaveURL(isDraft);
  await press('Control+z');
  expect(new URL(page.url()).hash).toBe(hash);
  await openMenu(driver);
  await expect(rowsOf(page)).toHaveCount(1);
});

test('a shared link touches no draft until an edit, and is then one of its own', async ({
  driver,
}) => {
  const { page, press } = driver;
  await driver.open();
  const first = await begin(driver);
  await driver.open(link);
  await press('Home', 'ArrowRight');
  await openMenu(driver);
  await expect(rowsOf(page)).toHaveCount(1);
  await press('Escape');
  await driver.submit(request, 'now');
  await expect(page).toHaveURL(isDraft);
  expect(page.url()).not.toBe(first);
  await openMenu(driver);
  await expect(rowsOf(page)).toHaveCount(1);
  await rowsOf(page).click();
  await expect(page).toHaveURL(first);
});

test('by keys: the menu opens, a draft is deleted and comes back, also after it closes', async ({
  driver,
}) => {
  const { page, press, tabTo } = driver;
  await driver.open();
  await begin(driver);
  await driver.powerOn();
  await driver.powerOn();
  await page.getByRole('button', { name: 'Dismiss' }).first().waitFor({ state: 'hidden' });
  await tabTo(titleOf(page));
  await page.keyboard.press('Enter');
  await expect(rowsOf(page).first()).toBeFocused();
  await press('ArrowDown');
  await expect(rowsOf(page).nth(1)).toBeFocused();
  await press('Delete');
  const undo = menuOf(page).getByRole('button', { name: /^Undo the deletion/ });
  await expect(undo).toBeFocused();
  await press('Enter');
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(rowsOf(page).nth(1)).toBeFocused();
  await press('Delete');
  await press('Escape');
  await expect(titleOf(page)).toBeFocused();
  await expect(noticeOf(page, /was deleted/)).toBeVisible();
  await driver.click(page.locator('.notices').getByRole('button', { name: 'Undo' }));
  await page.reload();
  await driver.idle();
  await titleOf(page).focus();
  await page.keyboard.press('Enter');
  await expect(rowsOf(page)).toHaveCount(2);
  await press('Delete');
  await page.reload();
  await driver.idle();
  await openMenu(driver);
  await expect(rowsOf(page)).toHaveCount(1);
  await menuOf(page)
    .getByText(/^Deleted, kept 30 days/)
    .click();
  await menuOf(page)
    .getByRole('button', { name: /^Undo the deletion/ })
    .click();
  await expect(rowsOf(page)).toHaveCount(2);
  await expect(rowsOf(page).first()).toBeFocused();
  await press('Enter');
  await expect(menuOf(page)).toBeHidden();
  await expect(titleOf(page)).toBeFocused();
});

test('a draft is renamed and copied, shown or not', async ({ driver }) => {
  const { page, press } = driver;
  await driver.open();
  const first = await begin(driver);
  await openMenu(driver);
  await menuOf(page).getByLabel('Name', { exact: true }).fill('Test rack');
  await press('Enter');
  await expect(titleOf(page)).toContainText('Test rack');
  await driver.click(menuOf(page).getByRole('button', { name: 'Make a copy' }));
  await expect(page).not.toHaveURL(first);
  await expect(titleOf(page)).toContainText('Test rack, copy');
  await openMenu(driver);
  await expect(rowsOf(page)).toHaveText(/^Test rack/);
  await rowsOf(page).focus();
  await press('F2');
  await menuOf(page).getByLabel('Name of Test rack').fill('Old rack');
  await press('Enter');
  await expect(rowsOf(page)).toHaveText(/^Old rack/);
  await rowsOf(page).click();
  await expect(page).toHaveURL(first);
  await expect(titleOf(page)).toContainText('Old rack');
});

test('an address of a draft that is not here says what it is', async ({ driver }) => {
  const { page, press } = driver;
  await driver.open('draft-elsewhere1');
  const card = page.getByRole('alert');
  await expect(card).toContainText('A draft lives in the browser that made it');
  await expect(card).toContainText('press Share');
  await driver.click(card.getByRole('button', { name: 'My drafts' }));
  await expect(menuOf(page)).toBeVisible();
  await press('Escape');
  await driver.submit(request, 'now');
  await expect(page).not.toHaveURL(/elsewhere1/);
});

for (const width of [390, 1440]) {
  for (const theme of ['light', 'dark'] as const) {
    test(`axe finds nothing with the menu open, ${theme}, ${width} px`, async ({ driver }) => {
      const { page } = driver;
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme: theme });
      await driver.open();
      await driver.press('End');
      await begin(driver);
      await driver.powerOn();
      await openMenu(driver);
      await rowsOf(page).first().press('Delete');
      await driver.idle();
      const found = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .analyze();
      expect(found.violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual(
        [],
      );
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
    });
  }
}
