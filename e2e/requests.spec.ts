import { expect, test } from './driver';
import { hello } from './sessions';

test('to an idle host the main button sends, and the page shows the step', async ({ driver }) => {
  const { page, press, see, click, button } = driver;
  await driver.open();
  await driver.powerOn();
  await press('q');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /Queue/ })).toHaveCount(0);
  await expect(dialog).toContainText('It is sent at once, as the next step.');
  await click(button(/^Send/));
  await expect(dialog).toHaveCount(0);
  expect(await see.step()).toBe('Step 1 of 1');
  expect(await see.sentence()).toBe('The fabric manager offers e1.');
  expect(await see.cells()).toEqual({ free: 192, offered: 64 });
});

test('to a busy host a request is queued or sent now, and the dialog says what that means', async ({
  driver,
}) => {
  const { page, press, see, click, button } = driver;
  await driver.open();
  await driver.powerOn();
  await press('q', 'Control+Enter');
  await press('q');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('The host is busy. Its next move: Reads the event log.');
  await expect(dialog).toContainText('“Queue” waits until the host has nothing left to do.');
  await dialog.getByLabel(/offset/).fill('256MiB');
  await click(button(/^Queue/));
  expect(await see.step()).toBe('Step 1 of 1');
  const rows = page.getByRole('treegrid', { name: 'Steps of the run' }).getByRole('row');
  await expect(rows.last()).toContainText('queued until the host is idle');
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(rows.last()).toContainText('queued: press ▸ to send it');
  await press('q');
  await expect(dialog).toContainText('Other requests wait already.');
  await press('Escape', 'ArrowRight');
  expect(await see.sentence()).toBe('The fabric manager offers e2.');
});

test('of a pasted session the first request is sent, and the others wait', async ({ driver }) => {
  const { see, press } = driver;
  await driver.open();
  await driver.powerOn({ 'Host decoder, MiB': '512' });
  await driver.submit(hello);
  expect(await see.step()).toBe('Step 1 of 1');
  expect(await see.sentence()).toBe('The fabric manager offers e1 and e2.');
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  expect(await see.sentence()).toBe('The fabric manager asks e2 back.');
});

test('an idle host says for whom it waits', async ({ driver }) => {
  const { page } = driver;
  await driver.open();
  await driver.powerOn();
  await expect(page.getByRole('region', { name: 'Host', exact: true })).toContainText(
    'The host has nothing to do until the fabric manager asks something.',
  );
});
