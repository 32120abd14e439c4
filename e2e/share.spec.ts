import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './driver';

const note = 'Watch e5: the host has not mapped its part of the region.';

test('a link carries the title, the step and the note that its sender wrote in the dialog', async ({
  driver,
}) => {
  const { page, open, press, idle, see } = driver;
  await open();
  await press('Control+s');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill('What became of e5');
  await dialog.getByLabel('Title').press('Enter');
  await dialog.getByLabel(/^Opens at step/).fill('12');
  await idle();
  await dialog.getByLabel('Note for the reader').fill(note);
  await dialog.getByLabel('Title').focus();
  await idle();
  const link = await dialog.getByRole('textbox', { name: /^Link/ }).inputValue();
  expect(new URL(link).hash).toMatch(/^#what-became-of-e5\/.*&t=12&h=12\./);
  await page.goto('about:blank');
  await page.goto(link);
  await idle();
  expect(await see.step()).toBe('Step 12 of 21');
  await expect(page.getByRole('region', { name: 'Outcome of this step' })).toContainText(note);
  await expect(page).toHaveTitle('What became of e5 · DCDscope');
});

test('a link that is copied straight after a note was written has the note', async ({ driver }) => {
  const { page, open, press, click, idle, see } = driver;
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open();
  await press('Control+s');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Title').fill('Look at e5');
  await dialog.getByLabel('Note for the reader').fill(note);
  await click(dialog.getByRole('button', { name: 'Copy link' }));
  await expect(dialog).toContainText('The link is on the clipboard.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(await dialog.getByRole('textbox', { name: /^Link/ }).inputValue());
  await page.goto('about:blank');
  await page.goto(copied);
  await idle();
  expect(await see.step()).toBe('Step 11 of 21');
  await expect(page.getByRole('region', { name: 'Outcome of this step' })).toContainText(note);
  await expect(page).toHaveTitle('Look at e5 · DCDscope');
});

test('what a link can do without is told with its cost, and left out', async ({ driver }) => {
  const { page, open, press, idle } = driver;
  await open();
  await press('Control+s');
  const dialog = page.getByRole('dialog');
  const link = dialog.getByRole('textbox', { name: /^Link/ });
  const whole = await link.inputValue();
  const rest = dialog.getByRole('checkbox', { name: /^10 steps after this one/ });
  const cost = Number(/(\d+) characters/.exec((await rest.locator('..').textContent()) ?? '')?.[1]);
  await rest.uncheck();
  await idle();
  await expect(link).not.toHaveValue(whole);
  const cut = await link.inputValue();
  expect(whole.length - cut.length).toBe(cost);
  await expect(dialog).toContainText('It holds the run up to this step.');
  // The address bar keeps the whole run: a reload loses nothing.
  expect(page.url()).toBe(whole);
  await page.goto('about:blank');
  await page.goto(cut);
  await idle();
  expect(await driver.see.step()).toBe('Step 11 of 11');
});

test('a note that is being written is kept when the dialog is closed, and axe finds nothing', async ({
  driver,
}) => {
  const { page, open, press, idle } = driver;
  await open();
  await press('Control+s');
  await expect(page.getByRole('button', { name: 'Copy link' })).toBeFocused();
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations).toEqual([]);
  await page.getByRole('dialog').getByLabel('Note for the reader').fill(note);
  await page.keyboard.press('Escape');
  await idle();
  await expect(page.getByRole('region', { name: 'Outcome of this step' })).toContainText(note);
});
