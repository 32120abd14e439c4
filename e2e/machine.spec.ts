import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';
import { add, release } from './sessions';

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });

test('capacity that became system RAM is kept although it is asked back, and given back once it is free', async ({
  driver,
}) => {
  const { page, see, press, button } = driver;
  await driver.open();
  await driver.powerOn({ Host: 'Linux v11', 'Host decoder, MiB': '512' });
  await driver.submit(add([0, 192]));
  for (let step = 0; step < 4; step += 1) await press('ArrowRight');
  expect(await see.cells('host')).toMatchObject({ accepted: 96 });

  await press('h');
  const devices = details(page).getByRole('region', { name: 'Dax devices' });
  await driver.tabTo(devices.getByRole('button', { name: 'Create dax device' }));
  await press('Enter');
  expect(await see.sentence()).toBe('The host claims 1 extent as dax0.1.');
  await driver.tabTo(devices.getByRole('button', { name: 'Convert dax0.1 to system RAM' }));
  await press('Enter');
  await expect(devices).toContainText('1 memory block of 128 MiB online · 64 MiB cannot be used');

  await driver.submit(release([0, 192]));
  for (let step = 0; step < 4; step += 1) await press('ArrowRight');
  expect(await see.cells('host')).toMatchObject({ askedBack: 96 });
  await expect(page.getByRole('region', { name: 'Host', exact: true })).toContainText(
    'asked back, and in use by dax0.1',
  );

  await driver.click(devices.getByRole('button', { name: 'Take dax0.1 offline' }));
  await driver.click(devices.getByRole('button', { name: 'Destroy dax0.1' }));
  await driver.submit(release([0, 192]));
  for (let step = 0; step < 4; step += 1) await press('ArrowRight');
  expect(await see.cells('host')).toMatchObject({ free: 256 });
  expect(await see.cells('device')).toEqual({ free: 256 });
  await expect(button('Destroy region0')).toBeVisible();
});

test('a second region on a device with one decoder is refused in words', async ({ driver }) => {
  const { page, press } = driver;
  await driver.open();
  await press('h');
  await expect(details(page).getByRole('region', { name: 'CXL regions' })).toContainText(
    'The host bridge has one decoder, and a region uses it.',
  );
});
