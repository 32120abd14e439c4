import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { expect, test } from './driver';
import { begin } from './drafts';

const address = pathToFileURL('dist-single/dcdscope.html').href;

const corpus = new URL('../src/worker/link-corpus.json', import.meta.url);
const [link] = JSON.parse(readFileSync(corpus, 'utf8')) as readonly {
  readonly fragment: string;
  readonly step: number;
}[];

test.describe.configure({ mode: 'serial' });

/** Built here, so that it is never an older one that is looked at. */
test.beforeAll(() => {
  const args = ['node_modules/vite/bin/vite.js', 'build', '-c', 'vite.single.config.ts'];
  const env = { ...process.env, NODE_ENV: 'production' };
  execFileSync(process.execPath, args, { env, stdio: 'ignore' });
});

/** A browser that gives a page from a file no storage. */
const denied = `
  for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      get() { throw new DOMException('denied', 'SecurityError'); },
    });
  }`;

test('the page as one file plays, pastes, shares and opens links without a server', async ({
  driver,
}) => {
  expect(readdirSync('dist-single')).toEqual(['dcdscope.html']);
  const { page, press, see, idle } = driver;
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(address);
  await idle();
  expect(await see.step()).toBe('Step 11 of 21');
  await press('ArrowRight');
  expect(await see.step()).toBe('Step 12 of 21');

  await press('i');
  const sheet = page.getByRole('dialog', { name: 'Paste what you have' });
  await sheet.getByRole('textbox').fill('{ "execute": "cxl-add-dynamic-capacity" }');
  await expect(sheet.getByRole('region', { name: 'Your text' })).toContainText('1 line');
  await press('Escape');
  expect(await driver.share()).toMatch(new RegExp(`^${address}#`));

  await page.goto('about:blank');
  await page.goto(`${address}#${link?.fragment ?? ''}`);
  await idle();
  expect(await see.step()).toContain(`Step ${link?.step ?? ''} of `);

  const draft = await begin(driver);
  expect(draft).toContain(address);
  await page.evaluate('window.dcdscope.stopWorker()');
  await idle();
  await expect(page.getByText(/^The simulator stopped/)).toContainText('your run restored');
  const others = asked.filter((url) => !/^(about|blob|data):/.test(url));
  expect(others.every((url) => url.startsWith(address))).toBe(true);
});

test('the page as one file works where it may keep nothing', async ({ driver }) => {
  const { page, idle, press, see } = driver;
  await page.addInitScript(denied);
  await page.goto(address);
  await idle();
  await press('ArrowRight');
  expect(await see.step()).toBe('Step 12 of 21');
  await driver.submit('{ "execute": "x" }', 'now');
  await expect(page.locator('.notices')).toContainText('This browser keeps nothing.');
});
