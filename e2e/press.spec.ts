import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';
import type { Driver } from './driver';

const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' });
const dialog = (page: Page): Locator => page.getByRole('dialog');

/** A field that is left by pressing a button, and what shows that the press was one. */
interface Case {
  readonly what: string;
  readonly open: (driver: Driver) => Promise<void>;
  readonly field: (page: Page) => Locator;
  /** Typed into the field; nothing where it is only looked at. */
  readonly text?: string;
  readonly button: (page: Page) => Locator;
  readonly done: (driver: Driver) => Promise<void>;
}

const isAtStep =
  (step: string): Case['done'] =>
  async ({ see }) => {
    expect(await see.step()).toBe(step);
  };

const acted = isAtStep('Step 12 of 12');

const isClosed: Case['done'] = async ({ page }) => {
  await expect(dialog(page)).toHaveCount(0);
};

async function openConsole({ page, press, idle }: Driver, opcode: string): Promise<void> {
  await press('c');
  const filter = details(page).getByRole('searchbox', { name: 'Filter the commands' });
  await filter.fill(opcode);
  await filter.press('Enter');
  await idle();
}

const cases: readonly Case[] = [
  {
    what: 'a field of the console',
    open: (driver) => openConsole(driver, '4801'),
    field: (page) => details(page).getByRole('textbox', { name: 'Extent count' }),
    text: '5',
    button: (page) => details(page).getByRole('button', { name: 'Send 4801h', exact: true }),
    done: acted,
  },
  {
    what: 'a field of an entry in the console',
    open: async (driver) => {
      await openConsole(driver, '4803');
      await driver.click(details(driver.page).getByRole('button', { name: /^\+ / }));
    },
    field: (page) => details(page).getByRole('group').getByRole('textbox').last(),
    text: '0x200000',
    button: (page) => details(page).getByRole('button', { name: 'Send 4803h', exact: true }),
    done: acted,
  },
  {
    what: 'the hex of the console',
    open: (driver) => openConsole(driver, '4801'),
    field: (page) => details(page).getByRole('textbox', { name: /hex/ }),
    text: '01 00 00 00 00 00 00 00',
    button: (page) => details(page).getByRole('button', { name: 'Send 4801h', exact: true }),
    done: acted,
  },
  {
    what: 'the length of a read',
    open: ({ press }) => press('m'),
    field: (page) => details(page).getByRole('textbox', { name: 'Length' }),
    text: '64',
    button: (page) => details(page).getByRole('button', { name: 'Read', exact: true }),
    done: acted,
  },
  {
    what: 'the data of a write',
    open: ({ press }) => press('m'),
    field: (page) => details(page).getByRole('textbox', { name: 'Data to write' }),
    text: 'ca fe',
    button: (page) => details(page).getByRole('button', { name: 'Write', exact: true }),
    done: acted,
  },
  {
    what: 'the address of the memory',
    open: ({ press }) => press('m'),
    field: (page) => details(page).getByRole('textbox', { name: 'DPA to show' }),
    text: '0x12000000',
    button: (page) => details(page).getByRole('button', { name: 'Go', exact: true }),
    done: async ({ page }) => {
      await expect(details(page).getByText('0x1200_0000').first()).toBeVisible();
    },
  },
  {
    what: 'the note of a step',
    open: async ({ page, press }) => {
      await page.getByRole('treegrid', { name: 'Steps of the run' }).focus();
      await press('e');
    },
    field: (page) => page.getByRole('textbox', { name: /^Note on step/ }),
    text: 'not kept',
    button: (page) => page.getByRole('button', { name: 'One step back' }),
    done: isAtStep('Step 10 of 21'),
  },
  {
    what: 'an extent of a request',
    open: ({ press }) => press('q'),
    field: (page) => dialog(page).getByRole('textbox', { name: /offset/ }),
    text: '512MiB',
    button: (page) => dialog(page).getByRole('button', { name: 'Send now' }),
    done: async (driver) => {
      await isClosed(driver);
      await acted(driver);
    },
  },
  {
    what: 'a pasted session',
    open: async ({ page, press }) => {
      await press('q');
      await dialog(page).getByText('As text').click();
    },
    field: (page) => dialog(page).getByRole('textbox'),
    text: '{ "execute": "cxl-add-dynamic-capacity" }',
    button: (page) => dialog(page).getByRole('button', { name: 'Send all now' }),
    done: acted,
  },
  {
    what: 'the form of a device',
    open: ({ press }) => press('Shift+N'),
    field: (page) => dialog(page).getByRole('textbox', { name: 'Static capacity, MiB' }),
    text: '512',
    button: (page) => dialog(page).getByRole('button', { name: 'Power on' }),
    done: isAtStep('Step 0 of 0'),
  },
];

/** What was typed is built into bytes a moment later: a hand is slower than that. */
const HAND = 300;

/** Presses slowly, as a hand does: the button must be where it was when the pointer is up again. */
async function pressSlowly({ page, idle }: Driver, button: Locator): Promise<void> {
  await page.waitForTimeout(HAND);
  await idle();
  await button.scrollIntoViewIfNeeded();
  const before = await button.boundingBox();
  if (before === null) throw new Error('the button is not on the page');
  await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
  const resting = await button.boundingBox();
  await page.mouse.down();
  await page.evaluate('new Promise(requestAnimationFrame)');
  await page.evaluate('new Promise(requestAnimationFrame)');
  expect(await button.boundingBox(), 'the button stays under the pointer').toEqual(resting);
  expect(resting, 'the button stays where it was').toEqual(before);
  await page.mouse.up();
  await idle();
}

for (const { what, open, field, text, button, done } of cases) {
  test(`the first press of a button counts after ${what} had the focus`, async ({ driver }) => {
    const { page, idle } = driver;
    await driver.open();
    await open(driver);
    await field(page).click();
    if (text !== undefined) await field(page).fill(text);
    await idle();
    await pressSlowly(driver, button(page));
    await done(driver);
  });
}

test('the first press counts while a list of extents to choose from is open', async ({
  driver,
}) => {
  const { page, click, see, press } = driver;
  await driver.open();
  await driver.powerOn({ Host: 'By hand', 'Host decoder, MiB': '512' });
  await press('q');
  await click(driver.button(/^Send/));
  const host = page.getByRole('group', { name: 'Act as the host' });
  await click(host.getByRole('button', { name: 'Read events' }));
  await host.getByRole('button', { name: 'Accept…' }).click();
  await pressSlowly(driver, page.getByRole('button', { name: 'One step back' }));
  expect(await see.step()).toBe('Step 1 of 2');
});
