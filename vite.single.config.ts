import react from '@vitejs/plugin-react';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { build, defineConfig, type Plugin, type Rolldown } from 'vite';
import { withoutSources } from './scripts/without-sources.mjs';

const target = 'es2023';
const oneFile = { codeSplitting: false } as const;

/** The worker with all it would load later, as the text of a classic script: of a file, Chromium starts no module. */
async function workerText(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [withoutSources],
    build: {
      write: false,
      target,
      lib: { entry: 'src/worker/simulator.worker.ts', name: 'worker', formats: ['iife'] },
      rolldownOptions: { output: oneFile },
    },
  });
  const [{ output }] = [built].flat() as [Rolldown.RolldownOutput];
  return output[0].code;
}

/** The address of the worker is that of a text in the page: a page that is a file may load no other. */
const workerInside: Plugin = {
  name: 'dcdscope:worker-inside',
  enforce: 'pre',
  load: {
    filter: { id: /simulator\.worker\.ts\?worker&url$/ },
    async handler() {
      const text = JSON.stringify(await workerText());
      const type = "{ type: 'text/javascript' }";
      return `export default URL.createObjectURL(new Blob([${text}], ${type}));`;
    },
  },
};

const hashOf = (text: string): string =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the file may do: run the script and the styles in it, and the worker and the pictures it makes itself. */
const policyFor = (script: string, style: string): string =>
  [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src blob: data:',
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dcdscope',
  ].join('; ');

/** A script that does not end before its element does. */
const asInline = (code: string): string =>
  code.replaceAll(/<(?=\/script)/gi, '\\x3C').replaceAll('<!--', '\\x3C!--');

const icon = `data:image/svg+xml;base64,${readFileSync('public/favicon.svg', 'base64')}`;

/** The page with its script, its styles and its icon in it. */
function withAll(page: string, script: string, style: string): string {
  const policy = policyFor(script, style);
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    `<link rel="icon" type="image/svg+xml" href="${icon}" />`,
    `<style>${style}</style>`,
    `<script type="module">${script}</script>`,
  ];
  return page
    .replaceAll(/\s*<(?:link rel="(?:icon|stylesheet)"[^>]*|script[^>]*><\/script)>/g, '')
    .replace('<meta charset="utf-8" />', (charset) => [charset, ...head].join('\n    '));
}

/** Puts all that was built into `dcdscope.html`. */
const allInside: Plugin = {
  name: 'dcdscope:all-inside',
  enforce: 'post',
  generateBundle: {
    // Vite writes what loads a part last of all.
    order: 'post',
    handler(_, bundle) {
      const files = Object.values(bundle);
      const textOf = (name: RegExp): string =>
        files
          .filter(({ fileName }) => name.test(fileName))
          .map((file) => (file.type === 'chunk' ? file.code : String(file.source)))
          .join('\n');
      const source = withAll(textOf(/\.html$/), asInline(textOf(/\.js$/)), textOf(/\.css$/));
      for (const name of Object.keys(bundle)) Reflect.deleteProperty(bundle, name);
      this.emitFile({ type: 'asset', fileName: 'dcdscope.html', source });
    },
  },
};

/** DCDscope as one file, for a machine without a network or a page attached to a mail. */
export default defineConfig({
  mode: 'single',
  base: './',
  publicDir: false,
  plugins: [react(), workerInside, allInside],
  build: {
    outDir: 'dist-single',
    target,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: { output: oneFile },
  },
});
