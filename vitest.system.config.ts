import { defineConfig } from 'vitest/config';

/** The whole system on this machine: takes minutes, and is run by `npm run test:system`. */
export default defineConfig({
  test: {
    include: ['test/system/**/*.test.ts'],
    globalSetup: ['test/support/dynamodb-setup.ts'],
    maxWorkers: 2,
    maxConcurrency: 2,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    env: { POWERTOOLS_DEV: 'false' },
  },
});
