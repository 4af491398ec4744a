import { defineConfig } from 'vitest/config';

// Two projects: `unit` is pure and quick (part of `npm run check`); `e2e` boots real services, Node binaries and dist.
export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/e2e/**'], testTimeout: 30_000 } },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 60_000,
          // Real services under load: one file at a time, or 2-core machines measure each other.
          fileParallelism: false,
        },
      },
    ],
  },
});
