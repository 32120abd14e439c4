/** `npm run dev`: the page in Vite's watch mode. */
import { ensurePackages, requireNode, root } from './project.mjs';

requireNode();
if (!(await ensurePackages())) process.exit(1);
const { createServer } = await import('vite');
const server = await createServer({ root });
await server.listen();
server.printUrls();
server.bindCLIShortcuts({ print: true });
