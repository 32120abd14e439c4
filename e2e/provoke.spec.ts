import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';
import type { Driver } from './driver';
import { add } from './sessions';

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });

const doIt = (page: Page, name: string): Locator =>
  details(page).getByRole('button', { name: `Do it: ${name}`, exact: true });

/** The card of a move: what is done, what comes of it, its small maps. */
const card = (page: Page, name: string): Locator =>
  details(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: `Do it: ${name}`, exact: true }) });

/** A device with two offers of 64 MiB that a person has to answer, and the awkward moves beside it. */
async function offerTwice(driver: Driver): Promise<void> {
  await driver.open();
  await driver.powerOn({ Host: 'By hand', 'Host decoder, MiB': '512' });
  await driver.submit(add([0, 64]), 'now');
  await driver.submit(add([128, 64]), 'now');
  await driver.press('p');
  await expect(doIt(driver.page, 'Refuse all')).toBeVisible();
  await driver.idle();
}

test('the second group is answered first, without a mouse', async ({ driver }) => {
  const { page, see, press, tabTo } = driver;
  await offerTwice(driver);
  const before = await see.sentence();
  const wanted = doIt(page, 'Answer the second group first');
  await tabTo(doIt(page, 'Refuse all'));
  for (let moves = 0; moves < 10; moves += 1) {
    if (await wanted.evaluate((button) => button === document.activeElement)) break;
    await press('ArrowDown');
  }
  await expect(wanted).toBeFocused();
  await expect(wanted).toHaveAccessibleDescription(
    /^The host names what was offered later\. .*0Fh Invalid Physical Address: .* belongs to g2; g1 was offered first/,
  );
  await press('Enter');
  expect(await see.step()).toBe('Step 3 of 3');
  expect(await see.sentence()).toBe('The device refuses the host’s response.');
  expect(await see.mailbox()).toBe('4802h Add DC Response 0Fh Invalid Physical Address');
  await expect(page.getByRole('status').filter({ hasText: 'Step 3.' })).toContainText(
    '0Fh Invalid Physical Address',
  );
  await expect(wanted).toBeFocused();

  await press('Control+z');
  expect(await see.step()).toBe('Step 2 of 2');
  expect(await see.sentence()).toBe(before);
});

test('a card shows what a move would change, and doing it changes just that', async ({
  driver,
}) => {
  const { page, see, click } = driver;
  await offerTwice(driver);
  const refuse = card(page, 'Refuse all');
  await expect(refuse).toContainText('The host sends a response without entries.');
  await expect(refuse).toContainText('offered 128 MiB → 64 MiB');
  expect(await see.cells()).toEqual({ free: 192, offered: 64 });
  await click(doIt(page, 'Refuse all'));
  expect(await see.cells()).toEqual({ free: 224, offered: 32 });
  await expect(details(page)).toContainText('Answer the second group first: Fewer than two offers');
});

test('a move of several steps is one edit', async ({ driver }) => {
  const { page, see, click, press } = driver;
  await offerTwice(driver);
  await expect(card(page, 'Respond twice')).toContainText('2 steps');
  await click(doIt(page, 'Respond twice'));
  expect(await see.step()).toBe('Step 4 of 4');
  await press('Control+z');
  expect(await see.step()).toBe('Step 2 of 2');
});

test('a move that takes itself off the list leaves the focus in it', async ({ driver }) => {
  const { page, press, tabTo, idle } = driver;
  await offerTwice(driver);
  await tabTo(doIt(page, 'Refuse all'));
  await press('Enter');
  await press('Enter');
  await expect(details(page)).toContainText('Refuse all: Nothing is offered.');
  await idle();
  await expect(details(page).locator('[data-provocation]:focus')).toHaveCount(1);
});
