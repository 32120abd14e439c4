import { expect, test } from './driver';

test('a first visit opens on the running example, with no pane left empty', async ({ driver }) => {
  const { page, see } = driver;
  await driver.open();
  expect(await see.step()).toBe('Step 11 of 21');
  expect(await see.sentence()).toBe('The host accepts 2 of 3 offered extents.');
  expect(await see.cells()).toEqual({ free: 128, askedBack: 16, accepted: 112 });
  expect(await see.extents()).toHaveLength(6);
  expect(await see.log()).toHaveLength(5);
  expect(await see.mailbox()).toBe('4802h Add DC Response 00h Success');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('alert')).toHaveCount(0);

  const lists = [
    page.getByRole('list', { name: 'Requests' }).getByRole('listitem'),
    page.getByRole('list', { name: 'Pending offers' }).getByRole('listitem'),
    page.getByRole('list', { name: 'Decisions' }).getByRole('listitem'),
    page.getByRole('treegrid', { name: 'Steps of the run' }).getByRole('row', { name: /^Step / }),
    page.getByRole('region', { name: 'Rules' }).getByRole('listitem'),
    page.getByRole('list', { name: /^Fields of/ }).getByRole('listitem'),
  ];
  for (const items of lists) expect(await items.count(), items.toString()).toBeGreaterThan(1);
});

test('the example plays to its end and stops there', async ({ driver }) => {
  const { page, see } = driver;
  await driver.open();
  await page.getByLabel('Speed of play').selectOption('8');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Step 21 of 21');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await see.sentence()).toBe('The host gives back 16 of 64 MiB of e3.');
});

test('every step can be stepped back to the fresh device', async ({ driver }) => {
  const { press, see } = driver;
  await driver.open();
  for (let step = 10; step >= 0; step -= 1) {
    await press('ArrowLeft');
    expect(await see.step()).toBe(`Step ${step} of 21`);
  }
  expect(await see.sentence()).toBe(
    'A new device: 256 MiB static, 1 GiB of dynamic capacity in 2 regions.',
  );
  for (const side of ['fm', 'device', 'host'] as const)
    expect(await see.cells(side)).toEqual({ free: 256 });
  expect(await see.extents()).toEqual([]);
});

test('a refused step names what, where, why and the fix, the rule and the byte', async ({
  driver,
}) => {
  const { page, press, see } = driver;
  await driver.open();
  await press('ArrowLeft');
  expect(await see.sentence()).toMatch(/refuses/);
  expect(await see.mailbox()).toBe('4802h Add DC Response 0Fh Invalid Physical Address');

  const card = page.getByRole('region', { name: 'Refusal' });
  await expect(card).toContainText('Refused: Invalid Physical Address (0Fh)');
  await expect(card.getByRole('term')).toHaveText(['What', 'Where', 'Why', 'Evidence', 'Fix']);
  await expect(card.getByRole('button', { name: '4802h, entries[0].length' })).toBeVisible();

  const rules = page.getByRole('region', { name: 'Rules' });
  await expect(rules).toContainText(/stopped at \d+ of \d+/);
  const refused = rules.getByRole('button', { name: /^refused:/ });
  await expect(refused).toHaveCount(1);
  await expect(refused).toContainText('Each lies inside one extent of the first offer');

  const bytes = page.getByRole('region', { name: 'Bytes' });
  const bad = bytes.locator('[role=gridcell].bad');
  await expect(bad).toHaveText(['00', '00', '00', '06', '00', '00', '00', '00']);
  await expect(bad.first()).toHaveAccessibleName('10h: 00, Entry 0: length');
});
