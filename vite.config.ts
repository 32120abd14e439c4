import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** What the built page may load and talk to: its own files, and pictures it makes itself. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  // No text becomes markup or script; the one policy is for the address of the worker.
  "require-trusted-types-for 'script'",
  'trusted-types dcdscope',
].join('; ');

/** Only in the build: the watch mode injects scripts and styles of its own. */
const strictPage: Plugin = {
  name: 'strict-page',
  apply: 'build',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/** Where the kernel prints a line is for who reads the table: nothing of it is used at run time. */
const withoutSources: Plugin = {
  name: 'dcdscope:without-sources',
  enforce: 'pre',
  transform: {
    filter: { id: /kernel-lines\/[a-z]+-lines\.ts$/ },
    handler: (code) => code.replaceAll(/^ *(?:from: \[.*\]|seen: '\w+'),$/gm, ''),
  },
};

export default defineConfig({
  // Relative addresses: the build runs in any folder of any static host.
  base: './',
  plugins: [react(), strictPage],
  build: {
    target: 'es2023',
    rolldownOptions: {
      // `index-*` is the entry and nothing else, so that its size can be watched.
      output: { chunkFileNames: 'assets/lazy-[name]-[hash].js' },
    },
  },
  worker: {
    format: 'es',
    plugins: () => [withoutSources],
    rolldownOptions: {
      output: {
        chunkFileNames: 'assets/worker-lazy-[name]-[hash].js',
        // All that is loaded first in one file: many small ones are packed worse.
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  preview: { host: '127.0.0.1', strictPort: false },
});
