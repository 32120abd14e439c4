import { defineConfig } from 'vite';

/** `dcdscope` for Node.js: one file, with all it needs in it. */
export default defineConfig({
  ssr: { noExternal: true },
  publicDir: false,
  build: {
    ssr: 'src/cli/dcdscope.ts',
    outDir: 'dist-cli',
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { codeSplitting: false } },
  },
});
