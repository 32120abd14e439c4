import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    allowOnly: false,
    // Long enough for a busy machine; a test that hangs still ends.
    testTimeout: 60_000,
    coverage: { provider: 'v8', include: ['src/model/**/*.ts'], exclude: ['**/*.test.ts'] },
  },
});
