import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';

const list = (page: Page): Locator => page.getByRole('treegrid', { name: 'Steps of the run' });

test('the list is made higher by keyboard and pointer, and that is remembered', async ({
  driver,
}) => {
  const { open, page, idle } = driver;
  await open();
  const bar = page.getByRole('separator', { name: 'Height of the step list' });
  const heightOf = async (): Promise<number> =>
    (await page.locator('#steps').boundingBox())?.height ?? 0;
  const before = await heightOf();
  await bar.focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await idle();
  const higher = await heightOf();
  expect(higher).toBeCloseTo(before + 44, -1);
  await bar.hover();
  await page.mouse.down();
  await page.mouse.move(500, 400);
  await page.mouse.up();
  const dragged = await heightOf();
  expect(dragged).toBeGreaterThan(higher + 100);
  await page.reload();
  await idle();
  expect(await heightOf()).toBeCloseTo(dragged, -1);
  await bar.dblclick();
  expect(await heightOf()).toBeCloseTo(before, -1);
});

const mib = 2 ** 20;
const base = 256 * mib;
const starts = [0, 4 * mib];

/** A number as its eight bytes stand in a payload. */
function u64(value: number): string {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value), true);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Offers two extents, has them accepted, and gives both back: six steps, as often as that. */
function longRun(times: number): string {
  const entries = starts.map((start) => `${u64(base + start)}${u64(2 * mib)}${u64(0)}`);
  const cycle = [
    { add: 0, extents: starts.map((start) => [start, 2 * mib]) },
    { host: 'next', times: 4 },
    { mailbox: '4803', in: `${u64(starts.length)}${entries.join('')}` },
  ];
  return JSON.stringify({
    v: 1,
    title: 'long',
    device: { profile: 'qemu-11.1', id: 'd', staticMiB: 256, dcMiB: 512, regions: 1 },
    host: { twin: 'linux-v11', decoder: [base, 512 * mib] },
    actions: Array.from({ length: times }, () => cycle).flat(),
    queue: [],
  });
}

test('a list of ten thousand steps is scrolled, and only what is in sight is drawn', async ({
  driver,
}) => {
  test.setTimeout(120_000);
  const { open, page, press, see, idle } = driver;
  const text = longRun(1666);
  await open();
  await page.evaluate((run) => {
    sessionStorage.setItem('dcdscope.draft', run);
  }, text);
  await page.goto('./#draft');
  await expect.poll(() => see.step()).toMatch(/ of 9996$/);
  await idle();
  await press('End');
  expect(await see.step()).toBe('Step 9996 of 9996');
  const rows = list(page).getByRole('row', { name: /^Step/ });
  expect(await rows.count()).toBeLessThan(60);
  const frame = await list(page).evaluate(async (element) => {
    const frames: number[] = [];
    let last = performance.now();
    for (let turn = 0; turn < 60; turn += 1) {
      element.scrollTop -= 110;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    return frames.sort((a, b) => a - b)[frames.length / 2] ?? 0;
  });
  // A slow machine takes a few frames, drawing all rows a second.
  expect(frame, 'the median frame in milliseconds').toBeLessThan(120);
  await expect(rows.first()).toBeVisible();
  expect(await rows.count()).toBeLessThan(60);
});
