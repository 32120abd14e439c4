import { expect, test } from './driver';
import type { Driver } from './driver';

interface Moment {
  readonly sentence: string;
  readonly cells: Readonly<Record<string, number>>;
}

const powered: Moment = {
  sentence: 'A new device: 256 MiB static, 1 GiB of dynamic capacity in 2 regions.',
  cells: { free: 256 },
};
const offered: Moment = {
  sentence: 'The fabric manager offers e1 and e2.',
  cells: { free: 176, offered: 80 },
};
const read: Moment = { sentence: 'The host reads 2 event records.', cells: offered.cells };
const accepted: Moment = {
  sentence: 'The host accepts 1 of 2 offered extents.',
  cells: { free: 192, accepted: 64 },
};
const cleared: Moment = {
  sentence: 'The host clears 2 event records.',
  cells: accepted.cells,
};
const released: Moment = { sentence: 'The host gives back e1.', cells: { free: 256 } };
const run = [powered, offered, read, accepted, cleared, released];

async function expectMoment({ see }: Driver, { sentence, cells }: Moment): Promise<void> {
  expect(await see.sentence()).toBe(sentence);
  expect(await see.cells()).toEqual(cells);
}

async function offerTwo({ page, press, click, button }: Driver): Promise<void> {
  const dialog = page.getByRole('dialog');
  await press('q');
  await click(button('+ Another extent'));
  await dialog.getByLabel('Length').nth(1).fill('32MiB');
  await expect(dialog.getByLabel('QMP command')).toContainText('"len": 33554432');
  await click(button(/^Send/));
  await expect(dialog).toHaveCount(0);
}

test('a person plays the host: reads, accepts one of two, clears and releases', async ({
  driver,
}) => {
  const { page, press, click } = driver;
  const host = page.getByRole('group', { name: 'Act as the host' });
  await driver.open();
  await driver.powerOn({ Host: 'By hand' });
  await expect(page.getByRole('region', { name: 'Host' })).toContainText('By hand');
  await expectMoment(driver, powered);

  await offerTwo(driver);
  await expectMoment(driver, offered);
  await expect(host.getByRole('button', { name: 'Clear' })).toHaveAttribute('aria-disabled');

  await click(host.getByRole('button', { name: 'Read events' }));
  await expectMoment(driver, read);

  await host.getByRole('button', { name: 'Accept…' }).click();
  await host.getByRole('checkbox', { name: 'e2' }).uncheck();
  await click(host.getByRole('button', { name: 'Respond with 1' }));
  await expectMoment(driver, accepted);

  await click(host.getByRole('button', { name: 'Clear' }));
  await expectMoment(driver, cleared);
  expect(await driver.see.log()).toEqual([]);

  await host.getByRole('button', { name: 'Release…' }).click();
  await click(host.getByRole('button', { name: 'Release 1' }));
  await expectMoment(driver, released);
  await expect(page.getByText('1 refusal')).toHaveCount(0);

  for (const moment of run.slice(0, -1).toReversed()) {
    await press('Control+z');
    await expectMoment(driver, moment);
  }
  for (const moment of run.slice(1)) {
    await press('Control+y');
    await expectMoment(driver, moment);
  }
});

test('an act in the past begins another run, and undo brings the old one back', async ({
  driver,
}) => {
  const { press, see, click, page } = driver;
  await driver.open();
  await click(page.getByRole('button', { name: 'Read events' }));
  expect(await see.step()).toBe('Step 12 of 12');
  await press('Control+z');
  expect(await see.step()).toBe('Step 11 of 21');
  expect(await see.sentence()).toBe('The host accepts 2 of 3 offered extents.');
  await press('Control+Shift+z');
  expect(await see.step()).toBe('Step 12 of 12');
});
