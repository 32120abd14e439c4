import type { Locator } from '@playwright/test';
import { expect, test } from './driver';
import type { Driver } from './driver';

const old = 'after step 11: FM offers e7 and e8';

/** Acts as the host before the last step of the example, without a mouse. */
async function fork({ open, page, press }: Driver): Promise<void> {
  await open();
  await page.getByRole('button', { name: 'Read events' }).focus();
  await press('Enter');
}

const notice = ({ page }: Driver): Locator => page.getByRole('status').filter({ hasText: 'kept' });

/** Opens the branch menu and goes to one of its buttons. */
async function inMenu({ page, press, tabTo }: Driver, name: string | RegExp): Promise<void> {
  await press('o');
  await tabTo(page.getByRole('dialog', { name: 'Branches' }).getByRole('button', { name }));
  await press('Enter');
}

test('a story by keyboard: act in the past, go between branches, rename and delete one', async ({
  driver,
}) => {
  const { page, press, see } = driver;
  await fork(driver);
  expect(await see.step()).toBe('Step 12 of 12');
  await expect(notice(driver)).toContainText(`The old steps 12–21 are kept as branch “${old}”.`);

  await inMenu(driver, new RegExp(`^${old}`));
  expect(await see.step()).toBe('Step 12 of 21');
  expect(await see.sentence()).toBe('The host refuses e6.');
  await expect(page.getByRole('button', { name: `Branch ${old}` })).toBeVisible();

  await inMenu(driver, 'Rename main');
  await press('Control+a');
  await page.keyboard.type('one more look');
  await press('Enter', 'Escape');
  await inMenu(driver, /^one more look/);
  expect(await see.step()).toBe('Step 12 of 12');
  expect(await see.sentence()).toBe('The host reads 5 event records.');

  await inMenu(driver, `Delete ${old}`);
  await expect(page.getByRole('button', { name: /^Branch / })).toHaveCount(0);
  await press('Escape', 'Control+z');
  await expect(page.getByRole('button', { name: /^Branch .*, 2 branches/ })).toBeVisible();
});

test('the notice of a fork takes it back', async ({ driver }) => {
  const { page, click, see } = driver;
  await fork(driver);
  await click(notice(driver).getByRole('button', { name: 'Undo' }));
  expect(await see.step()).toBe('Step 11 of 21');
  await expect(notice(driver)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Branch / })).toHaveCount(0);
});

test('what if a step had not been done: it is switched off, and on again', async ({ driver }) => {
  const { page, press, see } = driver;
  await driver.open();
  await press('End');
  const end = await see.everything();
  await press('Home', 'ArrowRight', 'x');
  expect(await see.sentence()).toBe('This step is switched off.');
  expect(await see.cells()).toEqual({ free: 256 });
  await press('ArrowRight');
  expect(await see.sentence()).toBe('The host has no next move.');
  await expect(page.getByRole('region', { name: 'Steps' })).toContainText('left out');
  await press('ArrowLeft', 'x', 'End');
  expect(await see.everything()).toEqual(end);
  await press('Control+z', 'Control+z', 'End');
  expect(await see.everything()).toEqual(end);
});

test('bookmarks, refusals, differences and steps of an extent are jumped to', async ({
  driver,
}) => {
  const { page, press, see } = driver;
  await driver.open();
  await press('Shift+t');
  expect(await see.step()).toBe('Step 6 of 21');
  await press('t', 'k', 'End', 'Shift+g');
  expect(await see.step()).toBe('Step 11 of 21');
  await press('Shift+r');
  expect(await see.step()).toBe('Step 10 of 21');
  await press('Shift+f');
  await expect(
    page.getByText('Before this step host and device neither start nor stop to disagree.'),
  ).toBeVisible();
  expect(await see.step()).toBe('Step 10 of 21');
  await press('Home', 'Shift+g');
  await expect(page.getByText('No bookmark before this step.')).toBeVisible();
  expect(await see.step()).toBe('Step 0 of 21');
});

test('the jump menu says where it goes, and why it does not', async ({ driver }) => {
  const { page, press, see, tabTo } = driver;
  await driver.open();
  await tabTo(page.getByRole('button', { name: 'Jump', exact: true }));
  await press('Enter');
  const menu = page.getByRole('dialog', { name: 'Jump to a step' });
  const none = menu.getByRole('button', { name: 'Bookmark, next' });
  await expect(none).toHaveAttribute('aria-disabled', 'true');
  await expect(none).toHaveAttribute('title', 'No bookmark after this step');
  await tabTo(menu.getByRole('button', { name: 'Refusal, previous: step 10' }));
  await press('Enter');
  expect(await see.step()).toBe('Step 10 of 21');
  await press('Escape');
  await expect(menu).toBeHidden();
});

test('branches, notes and what is off survive a reload; a link carries the shown branch', async ({
  driver,
}) => {
  const { page, press, see } = driver;
  await fork(driver);
  await press('Home', 'ArrowRight', 'x');
  await page.reload();
  await driver.idle();
  expect(await see.sentence()).toBe('This step is switched off.');
  await expect(page.getByRole('button', { name: 'Branch main, 2 branches' })).toBeVisible();

  const address = await driver.share();
  await page.goto('about:blank');
  await driver.open(address.split('#')[1]);
  expect(await see.step()).toBe('Step 1 of 12');
  expect(await see.sentence()).toBe('This step is switched off.');
  await expect(page.getByRole('button', { name: /^Branch / })).toHaveCount(0);
});

test('the speed of play goes by doubles, from a quarter to 64', async ({ driver }) => {
  const { page, press } = driver;
  const speed = page.getByRole('combobox', { name: 'Speed of play' });
  await driver.open();
  await expect(speed).toHaveValue('1');
  await press('<', '<', '<');
  await expect(speed).toHaveValue('0.25');
  await press(...Array<string>(9).fill('>'));
  await expect(speed).toHaveValue('64');
});
