import type { Locator, Page } from '@playwright/test';
import { expect, test } from './driver';

const widths = [360, 390, 560, 820, 1024, 1200, 1280, 1440, 1920];

/** The panes, and the drawn things in them, that stick out at the right. */
async function stickingOut(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page'] : [];
    const panes = [...document.querySelectorAll('header, main, section, aside, canvas, .btn')];
    const out = panes.filter((pane) => {
      const { left, right, width } = pane.getBoundingClientRect();
      return pane.checkVisibility() && width > 0 && (right > window.innerWidth + 4 || left < -4);
    });
    const names = out.map((pane) => pane.getAttribute('aria-label') ?? pane.className);
    return [...wide, ...names];
  });
}

for (const step of [10, 11]) {
  test(`nothing sticks out at any width, at step ${step}`, async ({ driver }) => {
    const { page, idle, press } = driver;
    await driver.open();
    if (step === 10) await press('ArrowLeft');
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      await idle();
      expect(await stickingOut(page), `${width} wide`).toEqual([]);
    }
  });
}

interface Box {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

async function boxOf(name: string, part: Locator): Promise<Box> {
  await expect(part, name).toBeVisible();
  const box = await part.boundingBox();
  if (box === null) throw new Error(`${name} has no box`);
  return { name, ...box };
}

const overlap = (a: Box, b: Box): boolean =>
  Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x) > 1 &&
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > 1;

test('outcome, stage, steps and transport are all in sight at 1440 × 900, side by side', async ({
  driver,
}) => {
  const { page } = driver;
  await driver.open();
  const region = (name: string): Locator => page.getByRole('region', { name, exact: true });
  const boxes = [
    await boxOf('header', page.getByRole('banner')),
    await boxOf('sentence', page.getByRole('heading', { level: 1 })),
    await boxOf('stage', page.locator('.stage')),
    await boxOf('extents', region('Extents')),
    await boxOf('steps', region('Steps')),
    await boxOf('details', page.getByRole('complementary', { name: 'Details' })),
    await boxOf('transport', region('Transport')),
  ];
  for (const { name, x, y, width, height } of boxes) {
    expect(x >= 0 && x + width <= 1440, `${name} is in sight`).toBe(true);
    expect(y >= 0 && y + height <= 900, `${name} is in sight`).toBe(true);
  }
  for (const [index, a] of boxes.entries())
    for (const b of boxes.slice(index + 1))
      expect(overlap(a, b), `${a.name} over ${b.name}`).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(900);
  await expect(
    page.getByRole('treegrid', { name: 'Steps of the run' }).getByRole('row', { selected: true }),
  ).toBeInViewport({ ratio: 1 });
});

test('a tablet shows the extents in place of the steps', async ({ driver }) => {
  const { page, click, see } = driver;
  await page.setViewportSize({ width: 820, height: 1180 });
  await driver.open();
  const extents = page.getByRole('grid', { name: 'Extents' });
  await expect(extents).toBeHidden();
  await click(page.getByRole('tab', { name: 'Extents', exact: true }));
  await expect(extents).toBeInViewport();
  expect(await see.extents()).toHaveLength(6);
});

test('a phone has a tab to act as the host', async ({ driver }) => {
  const { page, click, see } = driver;
  await page.setViewportSize({ width: 390, height: 844 });
  await driver.open();
  await click(page.getByRole('tab', { name: 'Host', exact: true }));
  const host = page.getByRole('region', { name: 'Host' });
  for (const name of [/^Next: /, 'Read events', 'Accept…', 'Clear', 'Release…'])
    await expect(host.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  await host.getByRole('button', { name: 'Release…' }).click();
  await host.getByRole('checkbox', { name: 'e1' }).uncheck();
  await click(host.getByRole('button', { name: /^Release \d/ }));
  expect(await see.sentence()).toMatch(/^The host gives back /);
});

test('nothing moves by itself for those who asked for that', async ({ driver }) => {
  const { page, press } = driver;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await driver.open();
  const running = (): Promise<readonly string[]> =>
    page.evaluate(() =>
      document
        .getAnimations()
        .filter(({ playState }) => playState === 'running')
        .map(({ effect }) =>
          effect instanceof KeyframeEffect ? (effect.target?.className ?? '') : '',
        ),
    );
  expect(await running()).toEqual([]);
  for (const key of ['ArrowRight', 'ArrowLeft', 'q']) {
    await press(key);
    expect(await running(), key).toEqual([]);
  }
});

/** How many colours a canvas shows. */
function coloursOf(canvas: Locator): Promise<number> {
  return canvas.evaluate((element: HTMLCanvasElement) => {
    // On a copy: reading the canvas itself would slow it down, and the browser says so.
    const { width, height } = element;
    const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
    copy?.drawImage(element, 0, 0);
    const pixels = copy?.getImageData(0, 0, width, height).data.buffer;
    return pixels === undefined ? 0 : new Set(new Uint32Array(pixels)).size;
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the maps are painted, ${colorScheme}`, async ({ driver }) => {
    const { page } = driver;
    await page.emulateMedia({ colorScheme });
    await driver.open();
    for (const map of ['map-fm-0', 'map-device-0', 'map-host-0', 'map-device-1', 'map-overview'])
      expect(await coloursOf(page.getByTestId(map)), map).toBeGreaterThanOrEqual(4);
    await page.getByText('Bitmap', { exact: true }).click();
    await driver.idle();
    expect(await coloursOf(page.getByTestId('map-device-0')), 'bitmap').toBeGreaterThanOrEqual(2);
  });
}
