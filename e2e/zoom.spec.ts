import type { Page } from '@playwright/test';
import { expect, test, type Driver } from './driver';
import { add } from './sessions';

const blocks = 8_388_608;

/** A device of 16 TiB in one region, with an extent of 2.5 TiB, one of 2 MiB at 4 TiB, and one of 64 MiB at 7 TiB. */
async function large({ open, powerOn, submit, press }: Driver): Promise<void> {
  await open();
  await powerOn({ 'Dynamic capacity, MiB': String(2 ** 24), Regions: '1' });
  await submit(add([0, 2.5 * 2 ** 20], [4 * 2 ** 20, 2], [7 * 2 ** 20, 64]));
  await press('Escape');
}

const barOf = (page: Page) => page.locator('.zoom-bar');
const levelOf = (page: Page) => barOf(page).locator('label.on');
const rowsOf = (page: Page) =>
  page.getByRole('region', { name: 'Device', exact: true }).locator('.ruler-address');

test('a large region is zoomed by levels; each counts the blocks that are in view', async ({
  driver,
}) => {
  const { page, see, click, press } = driver;
  await large(driver);
  await expect(barOf(page)).toContainText('all of it in view');
  expect(await see.cells()).toEqual({ free: blocks - 1_310_720 - 1 - 32, offered: 1_310_753 });
  await click(page.getByRole('grid', { name: 'Extents' }).getByText('e2', { exact: true }));
  await click(barOf(page).getByText('Blocks'));
  await expect(levelOf(page)).toHaveText('Blocks');
  await expect(barOf(page)).toContainText('blocks 2097120–2097375 of 8388608 in view');
  expect(await see.cells()).toEqual({ free: 255, offered: 1 });
  expect(await see.cells('host')).toEqual({ free: 256 });
  await expect(rowsOf(page).first()).toHaveText('0x400_0C00_0000');
  await press('0');
  await expect(levelOf(page)).toHaveText('Region');
  expect(await see.cells()).toEqual({ free: blocks - 1_310_753, offered: 1_310_753 });
});

test('keys zoom and move; a step keeps what is in view', async ({ driver }) => {
  const { page, see, press } = driver;
  await large(driver);
  await press('+', '+', '+');
  await expect(levelOf(page)).toHaveText('Extents');
  await expect(barOf(page)).toContainText('blocks 3670016–4718591 of 8388608 in view');
  expect(await see.cells()).toEqual({ free: 1_048_576 - 32, offered: 32 });
  await press('Shift+PageUp');
  await expect(barOf(page)).toContainText('blocks 3145728–4194303 of 8388608 in view');
  const before = await barOf(page).innerText();
  await press('ArrowLeft');
  expect(await barOf(page).innerText()).toBe(before);
  expect(await see.cells()).toEqual({ free: 1_048_576 });
  await press('-', '-', '-');
  await expect(barOf(page)).toContainText('all of it in view');
});

test('z zooms to the selected extent, and leaves the map alone where none is', async ({
  driver,
}) => {
  const { page, see, press, click } = driver;
  await large(driver);
  await press('z');
  await expect(barOf(page)).toContainText('all of it in view');
  await click(page.getByRole('grid', { name: 'Extents' }).getByText('e3', { exact: true }));
  await press('z');
  await expect(barOf(page)).toContainText('blocks 3670016–3670271 of 8388608 in view');
  expect(await see.cells()).toEqual({ free: 224, offered: 32 });
});

test('the wheel zooms at the pointer, and the strip moves what is in view', async ({ driver }) => {
  const { page, idle, see } = driver;
  await large(driver);
  const map = page.getByTestId('map-device-0');
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map has a place');
  // The extent at 7 TiB lies half way down the fourth row.
  await page.mouse.move(box.x + box.width * 0.53, box.y + box.height * (3.5 / 8));
  await page.keyboard.down('Control');
  for (let turn = 0; turn < 6; turn += 1) {
    await page.mouse.wheel(0, -100);
    await idle();
  }
  await page.keyboard.up('Control');
  await expect(barOf(page)).toContainText(/^blocks \d+–\d+ of 8388608 in view/);
  const cells = await see.cells();
  expect((cells['free'] ?? 0) + (cells['offered'] ?? 0)).toBe(131_072);
  const strip = page.locator('.overview-strip');
  const at = await strip.boundingBox();
  if (at === null) throw new Error('the strip has a place');
  await page.mouse.click(at.x + 8, at.y + 8);
  await idle();
  expect(await see.cells()).toEqual({ offered: 131_072 });
});

test('a new device, and another region, are shown whole', async ({ driver }) => {
  const { page, see, press, powerOn, click } = driver;
  await large(driver);
  await press('+', '+');
  await powerOn({ 'Dynamic capacity, MiB': String(2 ** 24), Regions: '2' });
  await expect(barOf(page)).toContainText('all of it in view');
  await press('+', '+');
  await expect(barOf(page)).toContainText('of 4194304 in view');
  await click(page.getByRole('button', { name: 'r1' }));
  await expect(barOf(page)).toContainText('all of it in view');
  expect([await see.cells('device', 0), await see.cells('device', 1)]).toEqual([
    { free: 4_194_304 },
    { free: 4_194_304 },
  ]);
});
