import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    testTimeout: 120_000,
    // Its own choice leaves one core to the main process, which hardly needs it: half of two.
    maxWorkers: '100%',
  },
});
