import type { Locator } from '@playwright/test';
import { expect, test } from './driver';
import { add } from './sessions';

const nine = add(...Array.from({ length: 9 }, (_, i): [number, number] => [16 * i, 16]));
const entries = {
  Host: 'linux-v9',
  'Dynamic capacity, MiB': '512',
  Regions: '1',
  'Static capacity, MiB': '0',
  'Host decoder, MiB': '512',
};

/** The rows of a map whose cells have a line of ink along their upper edge. */
const outlinedRows = (canvas: Locator, rows: number): Promise<readonly number[]> =>
  canvas.evaluate((element: HTMLCanvasElement, count) => {
    const bleed = 4;
    const { width, height } = element;
    const pixels = element.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
    const ink = getComputedStyle(element).getPropertyValue('--ink');
    const isInk = (x: number, y: number): boolean => {
      const at = 4 * (y * width + x);
      return (
        ink ===
        `#${[...pixels.slice(at, at + 3)].map((part) => part.toString(16).padStart(2, '0')).join('')}`
      );
    };
    const inked = (y: number): number =>
      Array.from({ length: width }, (_, x) => x).filter((x) => isInk(x, y)).length;
    const rowHeight = (height - 2 * bleed) / count;
    return Array.from({ length: count }, (_, row) => row).filter((row) =>
      [1, 2, 3].some((line) => inked(Math.round(bleed + row * rowHeight) + line) > 6),
    );
  }, rows);

test('a lost closing record: the page says why the host waits, and shows its phantoms', async ({
  driver,
}) => {
  const { page, open, powerOn, submit, press } = driver;
  await open();
  await powerOn(entries);
  await submit(nine);
  const outcome = page.getByRole('region', { name: 'Outcome of this step' });
  await expect(outcome).toContainText('the record of e9, which would close the chain, is lost');
  await expect(page.locator('.slot-note').first()).toHaveText(
    '1 lost · not read yet · chain not closed',
  );
  const host = page.getByRole('region', { name: 'Host', exact: true });
  await press('ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowRight');
  await expect(host).toContainText('Linux v9 has no watchdog: it waits for ever');
  await submit(add([256, 16]));
  await press('ArrowRight', 'ArrowRight');
  await expect(outcome).toContainText('and e10 of g2. A response may name only the oldest offer');
  const differences = page.getByRole('list', { name: 'Differences between host and device' });
  await expect(differences.getByRole('listitem')).toHaveCount(9);
  const legend = page.getByRole('list', { name: 'Marks on the maps' });
  await expect(legend).toHaveText('phantom: the host has it, the device does not');
  await page.mouse.move(0, 0);
  await driver.idle();
  for (const side of ['device', 'host'] as const) {
    const canvas = page.getByTestId(`map-${side}-0`);
    const map = page.locator('[data-marks]').filter({ has: canvas });
    await expect(map).toHaveAttribute('data-marks', 'phantom:0+64 phantom:128+8');
    expect(await outlinedRows(canvas, 8), side).toEqual([0, 1, 4]);
    await expect(map.getByRole('option').first()).toContainText('blocks 0–63, blocks 128–135');
  }
  await expect(page.getByRole('button', { name: /^g1 .*and 6 more: e4 to e9$/ })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Record 9, ' })).toHaveAccessibleDescription(
    'More (M): a flag of an event record. Further records of the same offer follow.',
  );
  const believed = page.getByRole('listbox', { name: 'r0 as the host believes it' });
  await driver.tabTo(believed.getByRole('option').first());
  await press('ArrowDown', 'w');
  const why = page.getByRole('region', { name: 'Why?' });
  await expect(why).toContainText('e1 is on offer because');
  await expect(
    why.getByRole('list', { name: 'Causes of what the host believes' }).getByRole('button').nth(2),
  ).toHaveText('broken: Each lies inside one extent of the first offer, CXL r3.1 8.2.9.9.9.3');
  await press('h');
  await expect(page.getByRole('region', { name: 'Extents in sysfs' })).toContainText(
    '9 of 9: phantoms',
  );
});
