/** `npm start`: installs and builds what is missing, serves the page, opens it where there is a desktop. */
import { spawn } from 'node:child_process';
import { ensureBuild, ensurePackages, requireNode, root } from './project.mjs';

const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''], linux: ['xdg-open'] };

function hasDesktop() {
  if (process.env.CI) return false;
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function openInBrowser(address) {
  const opener = openers[process.platform];
  if (!opener || !hasDesktop()) return;
  const [command, ...args] = opener;
  const child = spawn(command, [...args, address], { detached: true, stdio: 'ignore' });
  // The address is printed: no opener, no harm.
  child.on('error', () => undefined);
  child.unref();
}

requireNode();
if (!(await ensurePackages()) || !(await ensureBuild())) process.exit(1);
const { preview } = await import('vite');
const server = await preview({ root, preview: { host: '127.0.0.1', port: 4173 } });
const [address] = server.resolvedUrls.local;
console.log(`DCDscope runs at ${address}  (Ctrl+C stops it)`);
openInBrowser(address);
