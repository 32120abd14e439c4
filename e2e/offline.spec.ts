import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { expect, test as base } from './driver';
import { begin } from './drafts';
import { serveBuild } from './site';
import type { Site } from './site';

const test = base.extend<{ site: Site }>({
  serviceWorkers: 'allow',
  site: async ({ browserName: _ }, use) => {
    const site = await serveBuild();
    await use(site);
    await site.stop();
  },
  baseURL: async ({ site }, use) => {
    await use(site.address);
  },
});

const corpus = new URL('../src/worker/link-corpus.json', import.meta.url);
const [link] = JSON.parse(readFileSync(corpus, 'utf8')) as readonly {
  readonly fragment: string;
  readonly step: number;
}[];

test.describe.configure({ timeout: 60_000 });

/** A build is fetched as a whole before it is offered. */
const soon = { timeout: 20_000 };

/** The first visit has kept what a later one needs. */
const isKept = (page: Page): Promise<unknown> =>
  page.evaluate(() => navigator.serviceWorker.ready.then(({ active }) => active?.scriptURL));

const buildOf = (page: Page): Promise<string | null> =>
  page.locator('html').getAttribute('data-build');
const newer = (page: Page): Locator =>
  page.locator('.notice').filter({ hasText: 'A newer version is ready.' });
const reloadOf = (page: Page): Locator => newer(page).getByRole('button', { name: 'Reload' });

test('a second visit needs no network: steps, links, and what is loaded later', async ({
  driver,
  site,
}) => {
  const { page, press, see } = driver;
  await driver.open();
  await isKept(page);
  await site.stop();
  await driver.open('');
  expect(await see.step()).toBe('Step 11 of 21');
  await press('ArrowRight');
  expect(await see.step()).toBe('Step 12 of 21');
  await page.goto('about:blank');
  await driver.open(link?.fragment);
  expect(await see.step()).toContain(`Step ${link?.step ?? ''} of `);
  expect(await driver.share()).toContain(`${site.address}#`);
  await driver.click(page.getByRole('tab', { name: 'Registers' }));
  await expect(page.getByRole('tabpanel')).toContainText('Event Status');
  await press('i');
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await sheet.getByRole('textbox').fill('{ "execute": "cxl-add-dynamic-capacity" }');
  await expect(sheet.getByRole('region', { name: 'Your text' })).toContainText('1 line');
});

test('a newer build that is refused leaves the old one, and is offered again later', async ({
  driver,
  site,
}) => {
  const { page, press } = driver;
  await driver.open();
  await isKept(page);
  site.publish('2');
  await page.reload();
  await expect(newer(page)).toBeVisible(soon);
  await press('Escape');
  await expect(newer(page)).toHaveCount(0);
  await page.reload();
  await expect(newer(page)).toBeVisible(soon);
  expect(await buildOf(page)).toBeNull();
});

test('a build that one tab takes is offered to the others', async ({ driver, site, context }) => {
  const { page, press, idle } = driver;
  await driver.open();
  await isKept(page);
  await page.reload();
  await idle();
  site.publish('2');
  const other = await context.newPage();
  await other.goto(site.address);
  await expect(newer(page)).toBeVisible(soon);
  await press('Escape');
  await expect(newer(page)).toHaveCount(0);
  await reloadOf(other).click();
  await expect(other.locator('html')).toHaveAttribute('data-build', '2');
  expect(await buildOf(page)).toBeNull();
  await reloadOf(page).click();
  await expect(page.locator('html')).toHaveAttribute('data-build', '2');
});

test('a newer build waits until it is asked for, and the draft is still there', async ({
  driver,
  site,
}) => {
  const { page, idle, see } = driver;
  await driver.open();
  await isKept(page);
  site.publish('2');
  await page.reload();
  await expect(newer(page)).toBeVisible(soon);
  expect(await buildOf(page)).toBeNull();
  const address = await begin(driver);
  const before = await see.everything();
  await reloadOf(page).click();
  await expect(page.locator('html')).toHaveAttribute('data-build', '2');
  await idle();
  expect(page.url()).toBe(address);
  expect(await see.everything()).toEqual(before);
  await expect(newer(page)).toHaveCount(0);
});
