import { defineConfig } from 'vitest/config';

/** AWS takes minutes where the emulator takes seconds. */
const PATIENCE_MS = process.env['E2E_ENDPOINT'] === 'none' ? 3_600_000 : 600_000;

/** The deployed system; run by `npm run e2e`, which says where it is deployed. Each test goes on where the last one ended. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    fileParallelism: false,
    bail: 1,
    testTimeout: PATIENCE_MS,
    hookTimeout: PATIENCE_MS,
    env: { POWERTOOLS_DEV: 'false' },
  },
});
