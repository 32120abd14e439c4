/** What every script needs to know of the project. Plain Node: it must run before `npm ci` has. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import util from 'node:util';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const inRoot = (...path) => join(root, ...path);

const changedAt = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** Stops with a plain sentence where the tools would stop with a stack trace. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const fits = major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19);
  if (fits) return;
  console.error(`DCDscope needs Node.js 20.19 or later (of version 22: 22.12 or later).`);
  console.error(`This is ${process.version}. See https://nodejs.org for a newer one.`);
  process.exit(1);
}

/** Runs a program to its end, or for ten minutes. Output goes to the terminal, or is gathered. */
export function run(command, args, { gather = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: gather ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32' && command !== process.execPath,
      timeout: 600_000,
    });
    const out = [];
    const all = [];
    child.stdout?.on('data', (chunk) => out.push(chunk) && all.push(chunk));
    child.stderr?.on('data', (chunk) => all.push(chunk));
    const end = (ok, why) => {
      const text = (chunks) => util.stripVTControlCharacters(Buffer.concat(chunks).toString());
      resolve({ ok, stdout: text(out), output: `${text(all)}${why}` });
    };
    child.on('error', (error) => end(false, error.message));
    child.on('close', (code, signal) => end(code === 0, signal ? `stopped by ${signal}` : ''));
  });
}

/** npm started us, or it is on the PATH. */
export function npm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], options);
  return run('npm', args, options);
}

/** A program of an installed package, without a shell between. */
export function tool(name, args, options, packageName = name) {
  const manifest = inRoot('node_modules', packageName, 'package.json');
  if (!existsSync(manifest)) {
    return Promise.resolve({ ok: false, stdout: '', output: `${packageName} is not installed` });
  }
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[name];
  const path = inRoot('node_modules', packageName, file);
  return run(process.execPath, [path, ...args], options);
}

/** Installs the packages of package-lock.json where they are missing or older than it. True if all are there. */
export async function ensurePackages() {
  const installed = changedAt(inRoot('node_modules', '.package-lock.json'));
  if (installed > 0 && installed >= changedAt(inRoot('package-lock.json'))) return true;
  console.log('Installing packages (npm ci) ...');
  const { ok } = await npm(['ci', '--no-audit', '--no-fund']);
  if (!ok) console.error('npm ci failed, see above. Is the npm registry in reach?');
  return ok;
}

/** Latest change of a file, or of any file in a folder. */
function latestChange(path) {
  if (!existsSync(path)) return 0;
  if (!statSync(path).isDirectory()) return changedAt(path);
  const inside = readdirSync(path).map((name) => latestChange(join(path, name)));
  return Math.max(changedAt(path), ...inside);
}

const sources = ['src', 'public', 'index.html', 'vite.config.ts', 'package-lock.json'];

/** Builds the page where `dist` is missing or older than what it is made from. True if it is there. */
export async function ensureBuild() {
  const built = changedAt(inRoot('dist', 'index.html'));
  const changed = Math.max(...sources.map((path) => latestChange(inRoot(path))));
  if (built > 0 && built >= changed) return true;
  console.log('Building the page ...');
  const { ok, output } = await tool('vite', ['build', '--logLevel', 'warn'], { gather: true });
  if (!ok) console.error(`${output}\nThe build failed.`);
  return ok;
}
