import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';

/** The built page on a server of its own, in a folder of it. */
export interface Site {
  readonly address: string;
  /** Serves another build from now on: the same, but its page says so in `data-build`. */
  readonly publish: (build: string) => void;
  readonly stop: () => Promise<void>;
}

const folder = '/some/folder/';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** The page and the list of its files as another build would have them. */
function asBuild(name: string, text: string, build: string): string {
  if (name === 'index.html') return text.replace('<html', `<html data-build="${build}"`);
  const revision = /("index\.html",revision:")|(revision:")(?=[0-9a-f]+",url:"index\.html")/;
  return text.replace(revision, `$&${build}-`);
}

async function fileOf(path: string, build: string | undefined): Promise<Buffer | string> {
  const name = path.slice(folder.length) || 'index.html';
  const bytes = await readFile(join('dist', name));
  const isListed = name === 'index.html' || name === 'sw.js';
  return isListed && build !== undefined ? asBuild(name, bytes.toString(), build) : bytes;
}

/** Serves `dist`. Nothing of it may be taken from the browser's own cache. */
export async function serveBuild(): Promise<Site> {
  let build: string | undefined;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
    const type = types[extname(pathname)] ?? 'text/html';
    fileOf(pathname, build).then(
      (content) => {
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${folder}`,
    publish: (name) => {
      build = name;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
