import { defineConfig } from 'vitest/config';

/** The deployed system; run by `npm run e2e`, which says where it is deployed. Each test goes on where the last one ended. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    bail: 1,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    env: { POWERTOOLS_DEV: 'false' },
  },
});
