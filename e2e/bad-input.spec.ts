import { expect, test } from './driver';
import { add } from './sessions';

const good = '{ "execute": "qmp_capabilities" }';
const malformed = [
  {
    fault: 'a brace that is never closed',
    text: `${good}\n{ "execute": "cxl-add-dynamic-capacity",\n  "arguments": { "region": 0 }`,
    place: 'Line 3, column 31',
    fix: 'The { opened on line 2 is never closed: add }.',
    says: 'QEMU says nothing: it waits for the rest of the request.',
  },
  {
    fault: 'a comma too many',
    text: `${good}\n{ "execute": "x",\n  "arguments": { "region": 0, } }`,
    place: 'Line 3, column 31',
    fix: 'A comma stands before the closing bracket: remove it.',
    says: 'QEMU says: 3:31: JSON parse error, expecting key',
  },
  {
    fault: 'quotes that do not match',
    text: `${good}\n{ 'execute': 'cxl-add-dynamic-capacity" }`,
    place: 'Line 2, column 14',
    fix: `This string begins with ' and must end with it: QEMU takes "…" and '…', but no mixture.`,
    says: `QEMU says: 2:14: JSON parse error, stray ''cxl-add-dynamic-capacity" }\\n'`,
  },
];

for (const { fault, text, place, fix, says } of malformed) {
  test(`a session with ${fault} is told with its place, kept, and not applied`, async ({
    driver,
  }) => {
    const { page, see } = driver;
    await driver.open();
    const before = await see.everything();
    await driver.submit(text);
    const dialog = page.getByRole('dialog');
    const card = dialog.getByRole('alert');
    await expect(card).toContainText('This text could not be read');
    await expect(card.getByRole('definition').nth(1)).toHaveText(place);
    await expect(card).toContainText(fix);
    await expect(card).toContainText(says);
    await expect(dialog.getByRole('textbox')).toHaveValue(text);

    await driver.press('Escape');
    expect(await see.everything()).toEqual(before);
    await driver.press('q');
    await expect(dialog.getByRole('textbox')).toHaveValue(text);
  });
}

test('a session in single quotes is taken, as QEMU takes it', async ({ driver }) => {
  const { see } = driver;
  await driver.open();
  await driver.powerOn();
  await driver.submit(add([0, 64]).replaceAll('"', "'"), 'now');
  expect(await see.sentence()).toBe('The fabric manager offers e1.');
});

test('a command that QEMU has and the page has not is told as that', async ({ driver }) => {
  const { page, see } = driver;
  await driver.open();
  await driver.powerOn();
  const outcome = page.getByRole('region', { name: 'Outcome of this step' });
  await driver.submit("{ 'execute': 'query-name' }", 'now');
  expect(await see.sentence()).toBe(
    'QEMU has the command query-name; DCDscope does not model its answer.',
  );
  await driver.submit('{ "execute": "cxl-inject-poison" }', 'now');
  expect(await see.sentence()).toBe('QEMU refuses cxl-inject-poison.');
  await expect(outcome).toContainText("Parameter 'path' is missing");
  await driver.submit('{ "execute": "cxl-bogus" }', 'now');
  await expect(outcome).toContainText('The command cxl-bogus has not been found');
});

test('a length that is not one is told below its field, and nothing is sent', async ({
  driver,
}) => {
  const { page, see, button } = driver;
  await driver.open();
  await driver.press('q');
  const dialog = page.getByRole('dialog');
  const length = dialog.getByLabel('Length');
  for (const text of ['128 apples', '', '1.3', '0x']) {
    await length.fill(text);
    await driver.click(button(/^Send/));
    await expect(length).toHaveAttribute('aria-invalid', 'true');
    await expect(length).toHaveAccessibleDescription(/Write 128MiB, 0x8000000 or 134217728/);
    await expect(length).toHaveValue(text);
  }
  expect(await see.step()).toBe('Step 11 of 21');
  await length.fill('0x200000');
  await expect(length).toHaveAccessibleDescription('[2,097,152 B = 2 MiB]');
});

test('a device QEMU would not start is refused in the words of QEMU', async ({ driver }) => {
  const { page, see, button } = driver;
  await driver.open();
  await driver.powerOn({ 'Dynamic capacity, MiB': '768' });
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('backend size is not multiple of region len: 0x18000000');
  await expect(dialog.locator('dd').nth(1)).toHaveText('Dynamic capacity, MiB');
  await expect(dialog.getByLabel('Dynamic capacity, MiB')).toHaveValue('768');
  expect(await see.step()).toBe('Step 11 of 21');

  await dialog.getByLabel('Regions').fill('two');
  await driver.click(button('Power on'));
  await expect(dialog.getByLabel('Regions')).toHaveAccessibleDescription(
    /“two” is not a number of regions/,
  );
  expect(await see.step()).toBe('Step 11 of 21');

  await dialog.getByLabel('Regions').fill('9');
  await driver.click(button('Power on'));
  await expect(dialog).toContainText('9 regions: QEMU has room for 8');
  expect(await see.step()).toBe('Step 11 of 21');

  await dialog.getByLabel('Regions').fill('3');
  await driver.click(button('Power on'));
  await expect(dialog).toHaveCount(0);
  expect(await see.sentence()).toBe(
    'A new device: 256 MiB static, 768 MiB of dynamic capacity in 3 regions.',
  );
});

test('requests to the series of 2023 are written in MiB, and a device of it fits its regions', async ({
  driver,
}) => {
  const { page, see, press, click, button } = driver;
  const dialog = page.getByRole('dialog');
  await driver.open();
  await press('Shift+N');
  await dialog.getByLabel('Device rules').selectOption('qemu-v3');
  await expect(dialog.getByLabel('Dynamic capacity, MiB')).toHaveValue('4096');
  await expect(dialog.getByLabel('Host decoder, MiB')).toHaveValue('2048');
  await click(button('Power on'));
  await press('q');
  const length = dialog.getByLabel('Length');
  await length.fill('0x1000');
  await click(button(/^Send/));
  await expect(length).toHaveAccessibleDescription(/is not a multiple of 1 MiB/);
  await length.fill('64MiB');
  const command = await dialog.getByLabel('QMP command').innerText();
  expect(JSON.parse(command)).toEqual({
    execute: 'cxl-add-dynamic-capacity',
    arguments: {
      path: '/machine/peripheral/cxl-dcd0',
      'region-id': 0,
      extents: [{ offset: 0, len: 64 }],
    },
  });
  await click(button(/^Send/));
  expect(await see.sentence()).toBe('The fabric manager offers e1.');
  expect(await see.cells()).toEqual({ free: 992, offered: 32 });
});

const refusedByQemu = [
  { fault: 'unaligned', places: [[1, 2]], says: 'dpa or len is not aligned to region block size' },
  { fault: 'empty', places: [[0, 0]], says: 'extent with 0 length is not allowed' },
  { fault: 'too long', places: [[0, 514]], says: 'extent range is beyond the region end' },
  {
    fault: 'overlapping',
    places: [
      [64, 4],
      [66, 4],
    ],
    says: 'duplicate or overlapped extents are detected',
  },
] as const;

test('an add that QEMU refuses is refused in the words of QEMU, and changes nothing', async ({
  driver,
}) => {
  const { page, see } = driver;
  await driver.open();
  await driver.powerOn();
  for (const { fault, places, says } of refusedByQemu) {
    await driver.submit(add(...places), 'now');
    const outcome = page.getByRole('region', { name: 'Outcome of this step' });
    await expect(outcome, fault).toContainText(says);
    expect(await see.sentence()).toBe('QEMU refuses the add request.');
    expect(await see.cells()).toEqual({ free: 256 });
    expect(await see.log()).toEqual([]);
    const card = page.getByRole('region', { name: 'Refusal' });
    await expect(card.getByRole('term').filter({ hasText: 'Fix' })).toHaveCount(1);
  }
});
