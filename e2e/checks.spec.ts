import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './driver';

/** One accepted extent; the second of the checks after step 5 is wrong. */
const scenario = JSON.stringify({
  v: 1,
  title: 'Checks',
  device: { profile: 'qemu-11.1', id: 'cxl-dcd0', staticMiB: 0, dcMiB: 512, regions: 1 },
  host: { twin: 'linux-v11', decoder: [0, 2 ** 29] },
  actions: [
    { add: 0, extents: [[0, 2 ** 24]] },
    { expect: { reply: 'return' } },
    { host: 'next', times: 4 },
    { expect: { pending: 0, hostExtents: 2 } },
  ],
  queue: [],
});

test('what a scenario expects is told at its step, with what was found where it fails', async ({
  driver,
}) => {
  const { page, open, idle, press, see, button, click } = driver;
  await open();
  await page.evaluate((text) => {
    sessionStorage.setItem('dcdscope.draft', text);
    sessionStorage.setItem('dcdscope.draft.step', '1');
    history.replaceState(undefined, '', '#draft');
  }, scenario);
  await page.reload();
  await idle();
  const expected = page.getByRole('region', { name: 'Expected' });
  await expect(expected).toContainText('1 of 3 fail');
  await expect(expected.getByRole('listitem')).toHaveText(['holds: what came back: return']);
  await press('ArrowRight');
  await expect(expected).toContainText('nothing after this step; the next time is after step 5');
  await click(button('fails after step 5'));
  expect(await see.step()).toBe('Step 5 of 5');
  await expect(expected.getByRole('listitem')).toHaveText([
    'fails: extents the host shows: 2is 1',
    'holds: offers that wait for a response: 0',
  ]);
  const { violations } = await new AxeBuilder({ page }).include('.pane-checks').analyze();
  expect(violations).toEqual([]);
});

test('what a step shows becomes a check by a key of its row, and fails once the run is another', async ({
  driver,
}) => {
  const { page, open, press, see, button, click } = driver;
  await open();
  await page.getByRole('treegrid', { name: 'Steps of the run' }).focus();
  await press('c');
  expect(await see.step()).toBe('Step 11 of 21');
  const expected = page.getByRole('region', { name: 'Expected' });
  await expect(expected).toContainText('all 4 hold');
  await expect(expected.getByRole('listitem').first()).toHaveText('holds: what came back: 00h');
  for (const key of ['Home', 'ArrowDown', 'x', 'End']) await press(key);
  await expect(expected).toContainText('of 4 fail');
  await click(button('fails after step 11'));
  await click(button('Expect nothing of it'));
  await expect(expected).toHaveCount(0);
});

test('a run without checks does not tell of any', async ({ driver }) => {
  await driver.open();
  await expect(driver.page.getByRole('region', { name: 'Expected' })).toHaveCount(0);
});
