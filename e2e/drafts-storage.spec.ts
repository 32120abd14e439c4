import { driverFor, expect, test } from './driver';
import { begin, isDraft, noticeOf, openMenu, request, rowsOf } from './drafts';

/** A disk that takes longer than the tab lives: what it is asked to write once the mark is set never gets there. */
const slowDisk = `
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    const done = put.call(this, value, key);
    if ('dcdscopeSlow' in window) this.transaction.abort();
    return done;
  };`;

test('of two tabs the second says so, and its edits go to a draft of its own', async ({
  driver,
  context,
}) => {
  const { page, idle, see } = driver;
  await driver.open();
  const address = await begin(driver);
  const before = await see.everything();
  const other = driverFor(await context.newPage());
  await other.page.goto(address);
  await other.idle();
  await expect(noticeOf(other.page, /open in another tab/)).toBeVisible();
  await other.submit(request, 'now');
  await expect(other.page).not.toHaveURL(address);
  await page.reload();
  await idle();
  expect(await see.everything()).toEqual(before);
  await openMenu(driver);
  await expect(rowsOf(page)).toHaveCount(1);
  await expect(rowsOf(page)).toContainText('2 steps');
});

test('a browser without locks does not overwrite either', async ({ driver, context }) => {
  const { page, idle, see } = driver;
  await context.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
    Reflect.deleteProperty(Navigator.prototype, 'locks');
  });
  await driver.open();
  const address = await begin(driver);
  const other = driverFor(await context.newPage());
  await other.page.goto(address);
  await other.idle();
  await driver.submit(request, 'now');
  const before = await see.everything();
  await other.submit('{ "execute": "y" }', 'now');
  await expect(noticeOf(other.page, /changed in another tab/)).toBeVisible();
  await expect(other.page).not.toHaveURL(address);
  await page.reload();
  await idle();
  expect(await see.everything()).toEqual(before);
});

test('a tab that is closed while it writes loses nothing', async ({ driver, context }) => {
  const { page, see } = driver;
  await page.addInitScript(slowDisk);
  await driver.open();
  const address = await begin(driver);
  await page.evaluate('window.dcdscopeSlow = true');
  await driver.submit(request, 'now');
  const before = await see.everything();
  await page.close();
  const next = driverFor(await context.newPage());
  await next.page.goto(address);
  await next.idle();
  await next.press('End');
  expect(await next.see.everything()).toEqual(before);
  await expect(next.page.locator('.draft-state')).toHaveText('Draft, saved');
});

const denied = 'This browser keeps nothing. Share a link before you leave.';
const failures = [
  {
    name: 'throws',
    script: 'indexedDB.open = () => { throw new DOMException("no", "SecurityError"); }',
    says: denied,
  },
  {
    name: 'never answers',
    script: 'indexedDB.open = () => new EventTarget()',
    says: denied,
  },
  {
    name: 'is full',
    script:
      'IDBObjectStore.prototype.put = () => { throw new DOMException("no", "QuotaExceededError"); }',
    says: /storage of this browser is full/,
  },
] as const;

for (const { name, script, says } of failures) {
  test(`a storage that ${name} is told once, and the run goes on`, async ({ driver }) => {
    const { page, see } = driver;
    await page.addInitScript(script);
    await driver.open();
    await driver.powerOn({ Host: 'By hand' });
    await driver.submit(request, 'now');
    const notice = noticeOf(page, says);
    await expect(notice).toBeVisible();
    await driver.click(page.locator('.notices').getByRole('button', { name: 'Dismiss' }));
    await driver.submit(request, 'now');
    await expect(notice).toHaveCount(0);
    expect(await see.step()).toBe('Step 2 of 2');
    await expect(page.locator('.draft-state')).toHaveText('Not saved');
    await driver.press('Control+z');
    expect(await see.step()).toBe('Step 1 of 1');
  });
}

test('a simulator that stops does not lose the draft', async ({ driver }) => {
  const { page, idle } = driver;
  await driver.open();
  const address = await begin(driver);
  await page.evaluate('window.dcdscope.stopWorker()');
  await idle();
  await driver.submit(request, 'now');
  expect(page.url()).toBe(address);
  await page.reload();
  await idle();
  expect(await driver.see.step()).toBe('Step 2 of 2');
});

test('the one draft of earlier versions is taken over', async ({ driver }) => {
  const { page, idle, see } = driver;
  await driver.open();
  await begin(driver);
  const before = await see.everything();
  await expect(page.locator('.draft-state')).toHaveText('Draft, saved');
  const text = await page.evaluate(async () => {
    const found = await new Promise<IDBDatabase>((resolve) => {
      const asked = indexedDB.open('dcdscope');
      asked.onsuccess = () => {
        resolve(asked.result);
      };
    });
    return new Promise<string>((resolve) => {
      const asked = found
        .transaction('drafts')
        .objectStore('drafts')
        .getAll(IDBKeyRange.lowerBound('text:'));
      asked.onsuccess = () => {
        resolve(String(asked.result[0]));
      };
    });
  });
  await page.evaluate((run) => {
    sessionStorage.setItem('dcdscope.draft', run);
    sessionStorage.setItem('dcdscope.draft.step', '1');
    history.replaceState(undefined, '', '#draft');
  }, text);
  await page.reload();
  await idle();
  await expect(page).toHaveURL(isDraft);
  expect(await see.everything()).toEqual(before);
  expect(await page.evaluate(() => sessionStorage.getItem('dcdscope.draft'))).toBeNull();
});
