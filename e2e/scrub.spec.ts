import { expect, test } from './driver';

/** The step that the outcome tells of, and how many the step list says are left. */
interface Seen {
  readonly step: number;
  readonly left: number;
}

/** Moves the scrubber in every frame, and tells what stands on the page then. */
function scrub(steps: number): Promise<readonly Seen[]> {
  const range = document.querySelector<HTMLInputElement>('.scrub input');
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  const numberIn = (selector: string): number =>
    Number(/\d+/.exec(document.querySelector(selector)?.textContent ?? '')?.[0] ?? 0);
  return new Promise((resolve) => {
    const seen: Seen[] = [];
    const frame = (): void => {
      seen.push({ step: numberIn('h1 small'), left: numberIn('.left-over') });
      if (seen.length > steps) {
        resolve(seen);
        return;
      }
      setter?.set?.call(range, String(1 + (seen.length % steps)));
      range?.dispatchEvent(new Event('input', { bubbles: true }));
      requestAnimationFrame(frame);
    };
    frame();
  });
}

test('on a slow machine the panes of text let a fast scrubber pass, and show where it stops', async ({
  driver,
}) => {
  const { open, page, see } = driver;
  await open();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await driver.press('ArrowRight');
  const seen = await page.evaluate(scrub, 20);
  const rows = new Set(seen.map(({ left }) => 21 - left));
  expect(new Set(seen.map(({ step }) => step)).size).toBeGreaterThan(rows.size);
  expect(seen.some(({ step, left }) => step + left !== 21)).toBe(true);

  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await driver.idle();
  expect(await see.step()).toBe('Step 1 of 21');
  await expect(page.locator('.left-over')).toHaveText('20 more steps');
});
