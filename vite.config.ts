import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA as offline } from 'vite-plugin-pwa';
import { withoutSources } from './scripts/without-sources.mjs';

/** What the built page may load and talk to: its own files, and pictures it makes itself. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "worker-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
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

/** What the page is called where it is installed like a program. */
const manifest = {
  name: 'DCDscope',
  short_name: 'DCDscope',
  description: 'Simulator and visualiser of CXL Dynamic Capacity Devices',
  display: 'standalone' as const,
  theme_color: '#ffffff',
  background_color: '#ffffff',
  icons: [
    { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: 'icon-maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
};

/** A service worker that keeps every file. A newer build waits until the page is told to take it. */
const keptOffline = offline({
  registerType: 'prompt',
  // The page registers it, under its policy of Trusted Types.
  injectRegister: false,
  manifest,
  workbox: {
    globPatterns: ['**/*.{html,js,css,svg,png}'],
    // Of the folder it lies in, the page is answered for and nothing else.
    navigateFallback: null,
    ignoreURLParametersMatching: [/.*/],
    inlineWorkboxRuntime: true,
  },
});

export default defineConfig({
  // Relative addresses: the build runs in any folder of any static host.
  base: './',
  plugins: [react(), strictPage, keptOffline],
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
