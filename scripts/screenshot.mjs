/**
 * `npm run screenshot -- [fragment]`: the built page at 1440 x 900 as docs/screenshot.png.
 * The fragment is what stands after `#` in a link; without one it is the page of a first visit.
 */
import { ensureChromium, launchArgs } from './chromium.mjs';
import { ensureBuild, ensurePackages, inRoot, requireNode, root } from './project.mjs';

requireNode();
if (!(await ensurePackages()) || !(await ensureBuild())) process.exit(1);
const { path, problem } = await ensureChromium();
if (problem) {
  console.error(problem);
  process.exit(1);
}

const { preview } = await import('vite');
const { chromium } = await import('@playwright/test');
const fragment = process.argv[2] ? `#${process.argv[2].replace(/^#/, '')}` : '';
const file = inRoot('docs', 'screenshot.png');

const server = await preview({ root, preview: { host: '127.0.0.1', port: 4190 } });
const browser = await chromium.launch({ executablePath: path, args: launchArgs });
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${server.resolvedUrls.local[0]}${fragment}`);
  await page.evaluate('window.dcdscope.whenIdle()');
  await page.screenshot({ path: file });
  console.log(`Saved ${file}`);
} finally {
  await browser.close();
  await server.close();
}
