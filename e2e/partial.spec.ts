import type { Driver } from './driver';
import { expect, test } from './driver';
import { add, release } from './sessions';

/** The first of the two regions of the device begins here. */
const base = 0x1000_0000;
const mib = 2 ** 20;

const bytes = (value: number, count: number): string =>
  Array.from({ length: count }, (_, i) => Math.floor(value / 256 ** i) % 256)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');

/** The payload of 4802h and 4803h for ranges of region 0, in MiB. */
const ranges = (...places: readonly (readonly [number, number])[]): string =>
  bytes(places.length, 4) +
  bytes(0, 4) +
  places
    .map(([at, length]) => bytes(base + at * mib, 8) + bytes(length * mib, 8) + bytes(0, 8))
    .join('');

/** A device whose host is played by hand, with the Console in front. */
async function byHand(driver: Driver): Promise<void> {
  await driver.open();
  await driver.powerOn({ Host: 'By hand', 'Host decoder, MiB': '512' });
  await driver.page.getByRole('tab', { name: 'Console' }).click();
  await driver.idle();
}

async function send({ page, idle }: Driver, opcode: string, payload: string): Promise<void> {
  const pane = page.getByRole('complementary', { name: 'Details' });
  const filter = pane.getByRole('searchbox', { name: 'Filter the commands' });
  await filter.fill(opcode);
  await filter.press('Enter');
  await idle();
  const hex = pane.getByRole('textbox', { name: /hex/ });
  await hex.fill(payload);
  await hex.press('Control+Enter');
  await idle();
  await hex.blur();
}

const rowsOf = async ({ page }: Driver): Promise<readonly string[]> =>
  (await page.getByRole('grid', { name: 'Extents' }).getByRole('row').allInnerTexts())
    .slice(1)
    .map((text) => text.replace(/\s+/g, ' ').trim());

test('an answer with two parts is told alike in every pane', async ({ driver }) => {
  const { page, see } = driver;
  await byHand(driver);
  await driver.submit(add([0, 64], [128, 64]), 'now');
  await send(driver, '4802', ranges([48, 16], [128, 16]));

  expect(await see.sentence()).toBe('The host accepts 16 of 64 MiB of e1 and 16 of 64 MiB of e2.');
  const rows = await rowsOf(driver);
  expect(rows).toHaveLength(4);
  expect(rows[0]).toMatch(/e1 r0 0x1000_0000 48 MiB \[0–23\] rest withdrawn now/);
  expect(rows[1]).toMatch(/e3 ← .*e1 r0 0x1300_0000 16 MiB \[24–31\] accepted/);
  expect(rows[2]).toMatch(/e4 ← .*e2 r0 0x1800_0000 16 MiB \[64–71\] accepted/);
  expect(rows[3]).toMatch(/e2 r0 0x1900_0000 48 MiB \[72–95\] rest withdrawn now/);
  expect(await see.cells()).toEqual({ free: 240, accepted: 16 });
  const pending = page.getByRole('list', { name: 'Pending offers' });
  await expect(pending.locator('.chip.cut')).toHaveText(['e1', 'e2']);
  const asked = page.locator('[data-asked]').first();
  await expect(asked).toHaveAttribute('data-asked', 'add:e1:0+32 add:e2:64+32');
});

test('what is given back is named below the empty table, and what is asked back is outlined', async ({
  driver,
}) => {
  const { page, see } = driver;
  await byHand(driver);
  const table = page.getByRole('grid', { name: 'Extents' });
  await expect(table).toContainText('No extent yet.');
  await driver.submit(add([0, 64]), 'now');
  await send(driver, '4802', ranges([0, 64]));
  await driver.submit(release([32, 32]), 'now');
  expect(await see.sentence()).toBe('The fabric manager asks 32 of 64 MiB of e1 back.');
  const asked = page.locator('[data-asked]').first();
  await expect(asked).toHaveAttribute('data-asked', 'add:e1:0+16 release:e1:16+16');
  await send(driver, '4803', ranges([0, 64]));
  await send(driver, '0100', '04');
  await expect(table).toContainText('No extent is left.');
  await driver.click(table.getByRole('button', { name: 'e1' }));
  await page.getByRole('tab', { name: 'This step' }).click();
  await expect(page.getByRole('region', { name: 'Inspector' })).toContainText('given back');
});
