import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';

const paneOf = (page: Page): Locator => page.getByRole('region', { name: 'Bytes' });
const fieldOf = (page: Page, label: string): Locator =>
  paneOf(page).getByRole('list').getByRole('button', { name: label });
const byteAt = (page: Page, at: number): Locator =>
  paneOf(page).locator(`[role=gridcell][data-at="${at}"]`);

/** Offsets of the bytes that are lit. */
async function lit(page: Page): Promise<readonly number[]> {
  const cells = paneOf(page).locator('[role=gridcell].is-hovered');
  return cells.evaluateAll((found) => found.map((cell) => Number(cell.getAttribute('data-at'))));
}

const from = (first: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => first + index);

test('a byte lights its field and a field its bytes, under the pointer', async ({ driver }) => {
  const { page, idle } = driver;
  await driver.open();
  await byteAt(page, 11).hover();
  await expect(fieldOf(page, 'Entry 0: start DPA')).toHaveAttribute('data-link', 'hovered');
  expect(await lit(page)).toEqual(from(8, 8));

  await fieldOf(page, 'Entry 0: length').hover();
  await idle();
  expect(await lit(page)).toEqual(from(16, 8));
  await expect(fieldOf(page, 'Entry 0: start DPA')).not.toHaveAttribute('data-link', 'hovered');

  await page.getByRole('heading', { level: 1 }).hover();
  await idle();
  expect(await lit(page)).toEqual([]);
});

test('a byte lights its field and a field its bytes, under the keyboard', async ({ driver }) => {
  const { page, press, tabTo } = driver;
  await driver.open();
  const grid = paneOf(page).getByRole('grid');
  await tabTo(grid);
  await press('ArrowDown', 'ArrowLeft');
  await expect(byteAt(page, 15)).toHaveClass(/active/);
  const id = await byteAt(page, 15).getAttribute('id');
  await expect(grid).toHaveAttribute('aria-activedescendant', id ?? '');
  await expect(fieldOf(page, 'Entry 0: start DPA')).toHaveAttribute('data-link', 'hovered');
  expect(await lit(page)).toEqual(from(8, 8));

  await tabTo(fieldOf(page, 'Number of entries'));
  await driver.idle();
  expect(await lit(page)).toEqual(from(0, 4));
});

test('selecting a byte says what its field speaks of', async ({ driver }) => {
  const { page, press, tabTo } = driver;
  await driver.open();
  await tabTo(paneOf(page).getByRole('grid'));
  await press('ArrowDown', 'ArrowLeft', 'Enter');
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('e3');
  await expect(
    page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be3\b/ }),
  ).toHaveAttribute('data-link', 'selected');
});

test('selecting a record in the event log opens its bytes', async ({ driver }) => {
  const { page, see } = driver;
  await driver.open();
  await driver.click(page.getByRole('button', { name: /^Record 7, Release/ }));
  const { tab, hex } = await see.bytes();
  expect(tab).toBe('Record 7');
  expect(hex).toMatch(/^ca95afa7f18340188c2f95268e101a2a800100000700/);
  expect(hex).toHaveLength(256);
});

test('a selected extent is marked in every pane that speaks of it', async ({ driver }) => {
  const { page } = driver;
  await driver.open();
  await driver.click(
    page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be3\b/ }),
  );
  const marks = [
    page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be3\b/ }),
    page.getByRole('button', { name: /^Record 3, Add Capacity, e3/ }),
    page.getByRole('button', { name: 'e3', exact: true }),
    page.getByRole('button', { name: /^e3 accepts/ }),
    page.getByRole('list', { name: 'Pending offers' }).getByText('e3'),
  ];
  for (const mark of marks) await expect(mark).toHaveAttribute('data-link', 'selected');
  for (const side of ['the fabric manager asked', 'the device holds', 'the host believes']) {
    const map = page.getByRole('listbox', { name: new RegExp(`^r0 as ${side}`) });
    await expect(map.getByRole('option', { selected: true })).toHaveText(/^e3,/);
  }
  await expect(
    page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be4\b/ }),
  ).not.toHaveAttribute('data-link');

  await driver.press('Escape');
  for (const mark of marks) await expect(mark).not.toHaveAttribute('data-link', 'selected');
});

test('an extent is found and selected in the map by keyboard', async ({ driver }) => {
  const { page, press, tabTo } = driver;
  await driver.open();
  const map = page.getByRole('listbox', { name: 'r0 as the device holds it' });
  await tabTo(map.getByRole('option').first());
  await press('ArrowDown', 'ArrowDown');
  await expect(
    page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be2\b/ }),
  ).toHaveAttribute('data-link', 'hovered');
  await press('Enter');
  await expect(
    page.getByRole('grid', { name: 'Extents' }).getByRole('row', { name: /\be2\b/ }),
  ).toHaveAttribute('data-link', 'selected');
  await expect(map.getByRole('option', { selected: true })).toHaveText(/^e2,.*asked back/);
});
