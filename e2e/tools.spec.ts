import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';
import type { Driver } from './driver';
import { add } from './sessions';

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });

/** Brings a tool to the front, and waits until its script is there. */
async function openTool({ page, idle }: Driver, name: string, sign: Locator): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await expect(sign).toBeVisible();
  await idle();
}

/** A device whose only extent, 128 MiB at the start of region 0, a person has accepted. */
async function acceptOne(driver: Driver): Promise<void> {
  const host = driver.page.getByRole('group', { name: 'Act as the host' });
  await driver.open();
  await driver.powerOn({ Host: 'By hand', 'Host decoder, MiB': '512' });
  await driver.submit(add([0, 128]), 'now');
  await driver.click(host.getByRole('button', { name: 'Read events' }));
  await host.getByRole('button', { name: 'Accept…' }).click();
  await driver.click(host.getByRole('button', { name: 'Accept all' }));
  expect(await driver.see.sentence()).toBe('The host accepts e1.');
}

test('a command from the console shows its answer byte for byte', async ({ driver }) => {
  const { page, see, click, idle } = driver;
  await acceptOne(driver);
  const pane = details(page);
  const filter = pane.getByRole('searchbox', { name: 'Filter the commands' });
  await openTool(driver, 'Console', filter);
  await filter.fill('4801');
  await filter.press('Enter');
  await idle();
  await pane.getByRole('textbox', { name: /hex/ }).fill('ff ff ff ff 00 00 00 00');
  await idle();
  await expect(pane.getByRole('textbox', { name: 'Extent count' })).toHaveValue('0xffffffff');
  await click(pane.getByRole('button', { name: 'Send 4801h', exact: true }));
  expect(await see.mailbox()).toBe('4801h Get DC Extent List 00h Success');
  expect(await see.cells()).toEqual({ free: 192, accepted: 64 });

  await click(pane.getByRole('button', { name: 'Answer and rules' }));
  // One extent of one: 1000_0000h, 800_0000h long. So a real QEMU answered at the end of "hello".
  const extent = `00000010000000000000000800000000${'00'.repeat(24)}`;
  expect(await see.bytes()).toEqual({
    tab: '4801h out',
    hex: `0100000001000000${'00'.repeat(8)}${extent}`,
  });
});

test('a command of the wrong length is sent as it is, and refused by the device', async ({
  driver,
}) => {
  const { page, see, idle, click } = driver;
  await acceptOne(driver);
  const pane = details(page);
  const filter = pane.getByRole('searchbox', { name: 'Filter the commands' });
  await openTool(driver, 'Console', filter);
  await filter.fill('4801');
  await filter.press('Enter');
  await idle();
  const hex = pane.getByRole('textbox', { name: /hex/ });
  await hex.fill('01 0');
  await expect(hex).toHaveAttribute('aria-invalid', 'true');
  await hex.fill('01 00 00 00');
  await expect(pane).toContainText('the command takes 8 B');
  await idle();
  await click(pane.getByRole('button', { name: 'Send 4801h', exact: true }));
  expect(await see.mailbox()).toBe('4801h Get DC Extent List 16h Invalid Payload Length');
});

test('a guest reads what it wrote where capacity is accepted, and nothing elsewhere', async ({
  driver,
}) => {
  const { page, see, click } = driver;
  await acceptOne(driver);
  const pane = details(page);
  const place = pane.getByRole('textbox', { name: 'DPA to show' });
  const button = (name: string): Locator => pane.getByRole('button', { name, exact: true });
  const rows = pane.getByRole('listbox', { name: /^Memory from/ }).getByRole('option');
  await openTool(driver, 'Memory', place);
  await place.fill('0x10000000');
  await click(button('Go'));
  await pane.getByRole('radiogroup', { name: 'Written as' }).getByText('text').click();
  await pane.getByRole('textbox', { name: 'Data to write' }).fill('hello');
  await click(button('Write'));
  expect(await see.sentence()).toBe('The guest writes 5 bytes at 0x1000_0000.');
  await expect(rows.first()).toHaveAccessibleName(/accepted capacity: 68 65 6c 6c 6f 00 00 00$/);

  await pane.getByRole('textbox', { name: 'Length' }).fill('8');
  await click(button('Read'));
  expect(await see.sentence()).toBe('The guest reads 8 bytes at 0x1000_0000.');

  await pane.getByRole('radiogroup', { name: 'Addressed by' }).getByText('HPA').click();
  await click(button('Read'));
  expect(await see.sentence()).toMatch(/^The guest reads 8 bytes at HPA 0x[\dA-F_]+\.$/);
  await expect(pane.getByRole('status')).toContainText('8 bytes read at 0x1000_0000');
  await pane.getByRole('radiogroup', { name: 'Addressed by' }).getByText('DPA').click();

  await place.fill('0x18000000');
  await click(button('Go'));
  await expect(rows.first()).toHaveAccessibleName(/not backed/);
  await click(button('Read'));
  expect(await see.sentence()).toBe('The guest reads 8 bytes at 0x1800_0000 and gets zeros.');
  await expect(pane.getByRole('status')).toHaveText(
    'The guest gets zeros: the block is not accepted (8 bytes asked for at 0x1800_0000).',
  );
  await click(button('Write'));
  expect(await see.sentence()).toBe('The guest writes 5 bytes at 0x1800_0000 and writes nothing.');
  await expect(rows.first()).toHaveAccessibleName(/: 00 00 00 00 00 00 00 00$/);
});

test('bit 4 of the Event Status register is set while the log holds records', async ({
  driver,
}) => {
  const { page, see, click } = driver;
  await driver.open();
  const status = details(page).getByRole('row', { name: /^Event Status / });
  await openTool(driver, 'Registers', status);
  await expect(status).toContainText('0x0000_0000_0000_0010');
  await status.getByRole('button').click();
  const fields = details(page).getByRole('list', { name: 'Fields of Event Status' });
  const bit = fields.getByRole('listitem').filter({ hasText: 'Dynamic Capacity' });
  await expect(bit).toHaveText(/^4.*1 ?\[the log holds records\]$/);

  const forward = page.getByRole('button', { name: 'One step forward' });
  for (let step = 12; step <= 15; step += 1) await click(forward);
  expect(await see.sentence()).toBe('The host clears 5 event records.');
  await expect(status).toContainText('0x0000_0000_0000_0000');
  for (let step = 16; step <= 17; step += 1) await click(forward);
  expect(await see.log()).toHaveLength(2);
  await expect(status).toContainText('0x0000_0000_0000_0010');
});

test('nothing of the run before stays selected on a new device', async ({ driver }) => {
  const { page, open, click, powerOn } = driver;
  await open();
  await click(page.getByRole('grid', { name: 'Extents' }).getByText('e1', { exact: true }));
  const drawer = page.locator('.drawer');
  await expect(drawer).not.toContainText('nothing selected');
  await powerOn();
  await expect(drawer).toContainText('nothing selected');
});
