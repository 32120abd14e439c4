import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';

/** How much of the extents and of the steps is to be seen. */
const roomOf = (page: Page): Promise<unknown> =>
  page.evaluate(() =>
    ['.outcome', '.stage', '.ledger', '.ledger-rows', '.seq', '.drawer', '.transport'].map(
      (part) => {
        const box = document.querySelector(part)?.getBoundingClientRect();
        return box && { part, top: box.top, height: box.height };
      },
    ),
  );

async function boxOf(
  part: Locator,
): Promise<NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>> {
  const box = await part.boundingBox();
  if (box === null) throw new Error(`${part.toString()} is not on the page`);
  return box;
}

const sizes = [
  { width: 1440, height: 900 },
  { width: 1280, height: 720 },
  { width: 820, height: 1180 },
  { width: 390, height: 844 },
];

for (const size of sizes) {
  test(`notices take no room from the work at ${size.width} × ${size.height}`, async ({
    driver,
  }) => {
    const { page, press, idle } = driver;
    await page.setViewportSize(size);
    await driver.open();
    await press('Home', 'ArrowRight', 'ArrowRight', 'ArrowRight');
    const before = await roomOf(page);
    await press('o');
    await expect(page.locator('.notice')).toHaveText([
      'This run has one branch. Act before its last step, and the old steps stay as another.',
    ]);
    await idle();
    expect(await roomOf(page)).toEqual(before);
    const notice = page.locator('.notice');
    const at = await boxOf(notice);
    expect(at.y + at.height).toBeLessThanOrEqual((await boxOf(page.locator('.transport'))).y);
    expect(at.x).toBeGreaterThanOrEqual(0);
    expect(at.x + at.width).toBeLessThanOrEqual(size.width);
    await press('Escape');
    await expect(notice).toHaveCount(0);
  });
}

test('two notices at most stand there, and Escape takes both away', async ({ driver }) => {
  const { page, press } = driver;
  await driver.open();
  await press('o');
  await driver.submit('{ "execute": "x" }', 'now');
  await expect(page.locator('.notice')).toHaveCount(2);
  await press('Escape');
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('a notice goes by itself, but not while the focus is on it', async ({ driver }) => {
  const { page, press, tabTo } = driver;
  await page.clock.install();
  await driver.open();
  await press('o');
  const notice = page.locator('.notice');
  await page.clock.fastForward(5_000);
  await expect(notice).toHaveCount(1);
  await tabTo(notice.getByRole('button', { name: 'Dismiss' }));
  await page.clock.fastForward(60_000);
  await expect(notice).toHaveCount(1);
  await page.keyboard.press('Tab');
  await page.clock.fastForward(11_000);
  await expect(notice).toHaveCount(0);
});

test('what lies below a notice is clicked through it', async ({ driver }) => {
  const { page, press } = driver;
  await driver.open();
  await press('o');
  const box = await boxOf(page.locator('.notice p'));
  const below = await page.evaluate(
    ({ x, y }) => document.elementFromPoint(x, y)?.closest('.notice') ?? undefined,
    { x: box.x + 20, y: box.y + box.height / 2 },
  );
  expect(below).toBeUndefined();
});
