import { existsSync } from 'node:fs';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import { preview } from 'vite';
import { findChromium, launchArgs } from '../scripts/chromium.mjs';
import { opened } from './time';

const STEPS = 1000;
const FRAMES = 400;

/** Milliseconds between frames while nothing happens, or while the scrubber moves in each of them. */
function frames({ count, moves }: { count: number; moves: boolean }): Promise<number[]> {
  const range = document.querySelector<HTMLInputElement>('.scrub input');
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  return new Promise((resolve) => {
    const took: number[] = [];
    let last = performance.now();
    const frame = (now: number): void => {
      took.push(now - last);
      last = now;
      if (took.length > count) {
        resolve(took.slice(1));
        return;
      }
      if (moves) {
        setter?.set?.call(range, String(500 + Math.round(400 * Math.sin(took.length / 40))));
        range?.dispatchEvent(new Event('input', { bubbles: true }));
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}

/** Milliseconds that the page has kept its thread busy. */
async function busy(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

const part = (times: readonly number[], share: number): string =>
  `${(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN).toFixed(1)} ms`;

async function tellScrubbing(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const idle = await page.evaluate(frames, { count: 120, moves: false });
  await page.evaluate(frames, { count: 60, moves: true });
  const before = await busy(session);
  const moved = await page.evaluate(frames, { count: FRAMES, moves: true });
  const each = ((await busy(session)) - before) / FRAMES;
  console.log(`\nscrubbing a run of ${STEPS} steps in Chromium, one move a frame`);
  console.log(`  frames             p50 ${part(moved, 0.5)}, p95 ${part(moved, 0.95)}`);
  console.log(`  frames when idle   p50 ${part(idle, 0.5)}, p95 ${part(idle, 0.95)}`);
  console.log(`  work of the page   ${each.toFixed(1)} ms a frame on average (16 ms allowed)`);
}

/** What it costs the built page to follow the scrubber, where there is a Chromium. */
export async function tellPage(): Promise<void> {
  const executablePath = findChromium();
  if (executablePath === undefined || !existsSync('dist/index.html')) {
    console.log('\nthe page was not measured: it takes a build and a Chromium');
    return;
  }
  const shared = await (await opened(STEPS)).ask('share');
  const server = await preview({ preview: { host: '127.0.0.1', port: 4191 }, logLevel: 'error' });
  const browser = await chromium.launch({ executablePath, args: [...launchArgs] });
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      // It would fetch files beside what is measured.
      serviceWorkers: 'block',
    });
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}#${shared?.fragment ?? ''}`);
    await page.waitForFunction(() => 'dcdscope' in window);
    await page.evaluate('window.dcdscope.whenIdle()');
    await tellScrubbing(page);
  } finally {
    await browser.close();
    await server.close();
  }
}
