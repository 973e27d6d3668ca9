import { defineConfig } from 'vitest/config';

/** What the field's own checkers find in the templates: run by `npm run check:templates`; installs two of them at first. */
export default defineConfig({
  test: {
    include: ['test/templates/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
