import { expect, test } from './driver';
import { hello } from './sessions';

test('a simulator that stops in the middle of a run is restarted where it was', async ({
  driver,
}) => {
  const { page, idle, press, see } = driver;
  await driver.open();
  await driver.powerOn({ 'Host decoder, MiB': '512' });
  await driver.submit(hello);
  for (let step = 2; step <= 5; step += 1) await press('ArrowRight');
  await press('ArrowLeft');
  const before = await see.everything();

  await page.evaluate('window.dcdscope.stopWorker()');
  await idle();
  const notice = page.getByText(/^The simulator stopped/);
  await expect(notice).toContainText('your run restored');
  expect(await see.step()).toBe('Step 4 of 5');
  expect(await see.everything()).toEqual(before);

  await press('ArrowRight');
  expect(await see.sentence()).toBe('The host finds the event log empty.');
  // The request that was still queued has survived, too.
  await press('ArrowRight');
  expect(await see.sentence()).toBe('The fabric manager asks e2 back.');
  await driver.click(page.getByRole('button', { name: 'Dismiss' }));
  await expect(notice).toHaveCount(0);
});

test('a simulator that stops while the example plays leaves it where it was', async ({
  driver,
}) => {
  const { page, idle, press, see } = driver;
  await driver.open();
  await press(' ');
  await page.evaluate('window.dcdscope.stopWorker()');
  await idle();
  await expect(page.getByText(/^The simulator stopped/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  expect(await see.step()).toBe('Step 12 of 21');
  await press('ArrowRight');
  expect(await see.sentence()).toBe('The host gives back e1.');
});
