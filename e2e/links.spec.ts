import { readFileSync } from 'node:fs';
import { expect, test } from './driver';

interface Kept {
  readonly name: string;
  readonly fragment: string;
  readonly text: string;
  readonly step: number;
}

const file = new URL('../src/worker/link-corpus.json', import.meta.url);
const corpus = JSON.parse(readFileSync(file, 'utf8')) as readonly Kept[];
const link = corpus[0]?.fragment ?? '';

/** Longer than the page takes to write the step into its address. */
const noteMs = 400;

const broken = [
  {
    name: 'was cut short',
    fragment: link.slice(0, link.indexOf('.') + 40),
    title: 'This link was cut short',
  },
  {
    name: 'was changed on its way',
    fragment: link.replace(/\.(.)/, (_, letter: string) => (letter === 'A' ? '.B' : '.A')),
    title: 'This link is corrupted',
  },
  {
    name: 'is of a later version',
    fragment: link.replace('1d', '2d'),
    title: 'This link is too new',
  },
  {
    name: 'is too long',
    fragment: `x/1d${(70_000).toString(36)}.${'A'.repeat(70_000)}.0000000`,
    title: 'This run is too big for a link',
  },
  { name: 'is none', fragment: 'section-2', title: 'This is not a DCDscope link' },
];

for (const { name, fragment, title } of broken) {
  test(`a link that ${name} is told so for as long as it takes, and the page behind works`, async ({
    driver,
  }) => {
    const { page, press, see } = driver;
    await driver.open(fragment);
    const card = page.getByRole('alert');
    await expect(card).toContainText(title);
    await expect(card.getByRole('term').filter({ hasText: /^(What|Why|Fix)$/ })).toHaveCount(3);
    expect(await see.step()).toBe('Step 11 of 21');
    await press('ArrowRight');
    expect(await see.sentence()).toBe('The host refuses e6.');
    await page.waitForTimeout(noteMs);
    expect(new URL(page.url()).hash).toBe(`#${fragment}`);
    await expect(card).toContainText(title);
    await driver.click(card.getByRole('button', { name: 'Dismiss' }));
    await expect(card).toHaveCount(0);
  });
}

test('a link that lost its end opens its first steps, and says how many', async ({ driver }) => {
  const { page, open, see } = driver;
  const longest = corpus.reduce((a, b) => (b.fragment.length > a.fragment.length ? b : a)).fragment;
  const run = longest.slice(0, longest.indexOf('&'));
  await open(run.slice(0, Math.floor(run.length * 0.8)));
  const [, step, steps] = /^Step (\d+) of (\d+)$/.exec(await see.step()) ?? [];
  expect(Number(steps)).toBeGreaterThan(0);
  expect(step).toBe(steps);
  const card = page.getByRole('alert');
  await expect(card).toContainText('This link was cut short');
  await expect(card).toContainText(`Its first ${steps} steps are open.`);
});

test('every link of the corpus opens at its step', async ({ driver }) => {
  const { page, see } = driver;
  for (const { name, fragment, step } of corpus) {
    await page.goto('about:blank');
    await driver.open(fragment);
    await expect(page.getByRole('alert'), name).toHaveCount(0);
    // A link of a comparison names its row.
    const [, row] = /&r=(\d+)/.exec(fragment) ?? [];
    const place = row === undefined ? `Step ${step} of ` : `Row ${row} of `;
    expect(await see.step(), name).toContain(place);
  }
});

test('a step of one link is never written into the address of the next', async ({ driver }) => {
  const { page, idle, press } = driver;
  const [first, second] = corpus;
  await driver.open(first?.fragment);
  await press('Home');
  await page.waitForTimeout(noteMs);
  expect(page.url()).toMatch(/&t=0$/);
  const next = `#${second?.fragment ?? ''}`;
  await page.evaluate((hash) => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
    location.hash = hash;
  }, next);
  await idle();
  await page.waitForTimeout(noteMs);
  expect(new URL(page.url()).hash).toBe(next);
});

test('opening a link leaves the draft alone, and Back returns to it', async ({ driver }) => {
  const { page, idle, press, see } = driver;
  await driver.open();
  await driver.powerOn({ Host: 'By hand' });
  await driver.submit('{ "execute": "x" }', 'now');
  await expect(page).toHaveURL(/#draft-[a-z0-9]+$/);
  await page.reload();
  await idle();
  await press('End');
  const draft = await see.everything();
  expect(await see.step()).toBe('Step 1 of 1');

  await driver.open(link);
  await press('Home');
  expect(await see.step()).not.toBe('Step 1 of 1');
  await page.goBack();
  await idle();
  await press('End');
  expect(await see.everything()).toEqual(draft);
  await page.reload();
  await idle();
  await press('End');
  expect(await see.everything()).toEqual(draft);
});

test('a reload of a draft returns to the step looked at', async ({ driver }) => {
  const { page, idle, press, see } = driver;
  await driver.open();
  await press('End');
  await page.getByRole('button', { name: 'Read events' }).focus();
  await press('Enter');
  expect(await see.step()).toBe('Step 22 of 22');
  await page.reload();
  await idle();
  expect(await see.step()).toBe('Step 22 of 22');
});

test('a link shared while the page still moves holds the step it arrives at', async ({
  driver,
}) => {
  const { page, idle, see } = driver;
  await driver.open();
  await page.evaluate(() => {
    const keys = [{ key: 'ArrowLeft' }, { key: 'ArrowLeft' }, { key: 's', ctrlKey: true }];
    for (const key of keys) window.dispatchEvent(new KeyboardEvent('keydown', key));
  });
  await idle();
  expect(await see.step()).toBe('Step 9 of 21');
  const address = page.getByRole('dialog').getByRole('textbox', { name: /^Link/ });
  await expect(address).toHaveValue(/&t=9&h=9\.[0-9a-f]{12}$/);
});
