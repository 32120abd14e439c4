import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts'],
    allowOnly: false,
    coverage: { provider: 'v8', include: ['src/model/**/*.ts'], exclude: ['**/*.test.ts'] },
  },
});
