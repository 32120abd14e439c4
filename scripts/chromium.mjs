/** Finds a Chromium for the browser tests and the screenshot, or gets one. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, tool } from './project.mjs';

/** Chromium's own errands on the network are no part of a test. */
export const launchArgs = [
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const names = [
  'chromium',
  'chromium-headless-shell',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
];

const usualPlaces = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .map((folder) => join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')),
};

/** Some systems put a stub in its place that only says how to install the real one. */
const answers = (path) =>
  process.platform !== 'linux' ||
  spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;

/**
 * A Chromium of this machine: `CHROMIUM_PATH`, else the first one found.
 * @returns {string | undefined}
 */
export function findChromium() {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const places = [...onPath, ...(usualPlaces[process.platform] ?? [])];
  return places.find((path) => existsSync(path) && answers(path));
}

/** The one Playwright downloads for itself, if it has. */
async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test');
  const path = chromium.executablePath();
  return existsSync(path) ? path : undefined;
}

function isDebianAsRoot() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false;
  return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

async function installFromDebian() {
  console.log('Installing Chromium (apt-get install chromium) ...');
  const options = { gather: true, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  const update = await run('apt-get', ['update', '-qq'], options);
  const packages = ['chromium', 'fonts-liberation'];
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const { ok, output } = await run('apt-get', install, options);
  return ok ? '' : `${update.output}${output}`;
}

async function installFromPlaywright() {
  console.log('Installing Chromium (npx playwright install chromium) ...');
  const withDeps = process.platform === 'linux' && process.getuid?.() === 0 ? ['--with-deps'] : [];
  const args = ['install', ...withDeps, 'chromium'];
  const { ok, output } = await tool('playwright', args, { gather: true }, '@playwright/test');
  return ok ? '' : output;
}

const advice = `No Chromium was found, and none could be installed.
Install one with your system (Debian: apt-get install chromium), or run
"npx playwright install chromium", or set CHROMIUM_PATH to a Chromium or Chrome you have.`;

/** The path of a Chromium, or why there is none. */
export async function ensureChromium() {
  const found = findChromium() ?? (await playwrightsOwn());
  if (found) return { path: found };
  const trouble = isDebianAsRoot() ? await installFromDebian() : await installFromPlaywright();
  const path = findChromium() ?? (await playwrightsOwn());
  return path ? { path } : { problem: `${trouble}\n${advice}` };
}
