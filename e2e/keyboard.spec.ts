import type { Page } from '@playwright/test';
import { expect, test } from './driver';

/** Where the focus is: the landmark around it, and whether it can be seen. */
async function focusOf(page: Page): Promise<{ readonly pane: string; readonly seen: boolean }> {
  return page.evaluate(() => {
    const focused = document.activeElement ?? document.body;
    const pane = focused.closest('.app > header, section[aria-label], aside[aria-label]');
    // A list shows its focus on the row the arrows are on.
    const row = document.getElementById(focused.getAttribute('aria-activedescendant') ?? '');
    const ringed = [focused, ...(row === null ? [] : [row, ...row.querySelectorAll('*')])]
      .filter((element) => element.checkVisibility())
      .some((element) => getComputedStyle(element).outlineStyle !== 'none');
    const seen = ringed && focused.matches(':focus-visible');
    const name = pane?.tagName === 'HEADER' ? 'Header' : pane?.getAttribute('aria-label');
    return { pane: name ?? 'none', seen };
  });
}

test('F6 goes round the panes with a focus that is seen, Shift+F6 back', async ({ driver }) => {
  const { page, press } = driver;
  await driver.open();
  const round: string[] = [];
  for (let stop = 0; stop < 7; stop += 1) {
    await press('F6');
    const { pane, seen } = await focusOf(page);
    expect(seen, `the focus in ${pane} is seen`).toBe(true);
    round.push(pane);
  }
  expect(new Set(round).size).toBe(6);
  expect(round).toEqual(expect.arrayContaining(['Header', 'Extents', 'Steps', 'Transport']));
  expect(round[6]).toBe(round[0]);
  await press('Shift+F6');
  expect((await focusOf(page)).pane).toBe(round[5]);
});

test('? opens the list of keys; Escape closes it and gives the focus back', async ({ driver }) => {
  const { page, press, tabTo } = driver;
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await driver.open();
  await press('?');
  await expect(dialog).toBeVisible();
  await expect(dialog).toContainText('One step forward');
  await press('ArrowRight');
  expect(await driver.see.step()).toBe('Step 11 of 21');
  await press('Escape');
  await expect(dialog).toHaveCount(0);

  const opener = page.getByRole('button', { name: 'Keys' });
  await tabTo(opener);
  await press('Enter');
  await expect(dialog).toBeVisible();
  await press('Escape');
  await expect(opener).toBeFocused();
});

test('Home, End and the arrows with Shift move through the steps', async ({ driver }) => {
  const { press, see } = driver;
  await driver.open();
  const moves = [
    ['Home', 0],
    ['Shift+ArrowRight', 10],
    ['Shift+ArrowRight', 20],
    ['Shift+ArrowRight', 21],
    ['Shift+ArrowLeft', 11],
    ['End', 21],
    ['PageUp', 20],
    [',', 19],
    ['.', 20],
    ['PageDown', 21],
  ] as const;
  for (const [key, step] of moves) {
    await press(key);
    expect(await see.step(), key).toBe(`Step ${step} of 21`);
  }
});

test('no key is lost when many are pressed at once', async ({ driver }) => {
  const { press, see } = driver;
  await driver.open();
  await press(...Array<string>(9).fill('ArrowLeft'));
  expect(await see.step()).toBe('Step 2 of 21');
  await press('Home', ...Array<string>(7).fill('ArrowRight'));
  expect(await see.step()).toBe('Step 7 of 21');
});

test('Space plays and stops', async ({ driver }) => {
  const { page, press, see } = driver;
  await driver.open();
  await press(' ');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await press(' ');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await see.step()).toBe('Step 12 of 21');
});

test('the list of steps is walked with the arrows and opened with Enter', async ({ driver }) => {
  const { page, press, see, tabTo } = driver;
  await driver.open();
  await tabTo(page.getByRole('treegrid', { name: 'Steps of the run' }));
  await press('ArrowUp', 'ArrowUp');
  expect(await see.step()).toBe('Step 11 of 21');
  await press('Enter');
  expect(await see.step()).toBe('Step 9 of 21');
});

test('Ctrl+Z takes an edit back and Ctrl+Y does it again', async ({ driver }) => {
  const { page, press, see } = driver;
  await driver.open();
  await press('Control+z');
  expect(await see.step()).toBe('Step 11 of 21');
  await press('End', 'n');
  await expect(page.getByText('The host has no next move: it is idle')).toBeVisible();
  expect(await see.step()).toBe('Step 21 of 21');
  await page.getByRole('button', { name: 'Read events' }).focus();
  await press('Enter');
  expect(await see.step()).toBe('Step 22 of 22');
  await press('Control+z');
  expect(await see.step()).toBe('Step 21 of 21');
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
  await press('Control+y');
  expect(await see.step()).toBe('Step 22 of 22');
  await expect(page.getByRole('button', { name: 'Redo' })).toHaveAttribute('aria-disabled', 'true');
});

test('keys typed into a field stay there', async ({ driver }) => {
  const { page, press, see } = driver;
  await driver.open();
  await press('q');
  const length = page.getByRole('dialog').getByLabel('Length');
  await length.fill('');
  await length.pressSequentially('q?nd, 1.');
  await expect(length).toHaveValue('q?nd, 1.');
  await press('Home', 'ArrowRight', 'Escape');
  expect(await see.step()).toBe('Step 11 of 21');
});

test('b, with which a presenter blanks the screen, changes nothing; k sets a bookmark', async ({
  driver,
}) => {
  const { page, press } = driver;
  await driver.open();
  const before = page.url();
  await press('b');
  expect(page.url()).toBe(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
  await press('k');
  await expect(page.getByRole('row', { name: /bookmarked/ })).toHaveCount(1);
});

test('every tab of the details is reached by its number, and the list of keys says so', async ({
  driver,
}) => {
  const { page, press } = driver;
  await driver.open();
  const tabs = page.getByRole('complementary', { name: 'Details' }).getByRole('tab');
  const count = await tabs.count();
  for (let at = count; at >= 1; at -= 1) {
    await press(`Alt+${at}`);
    await expect(tabs.nth(at - 1)).toHaveAttribute('aria-selected', 'true');
    await tabs.nth(at - 1).focus();
    await press(String((at % count) + 1));
    await expect(tabs.nth(at % count)).toHaveAttribute('aria-selected', 'true');
  }
  await press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toContainText(`Digits alone (1–${count})`);
  await expect(dialog.getByRole('heading', { level: 3 })).toHaveText([
    'Through the run',
    'Jump to',
    'Look at the map',
    'Act and change',
    'Details',
    'Compare',
    'The page',
    'While the pointer is over something',
    'While a map has the focus',
    'While the list of steps has the focus',
  ]);
});
