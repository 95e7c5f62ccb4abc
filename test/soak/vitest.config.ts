import { defineConfig } from "vitest/config";

/** `npm run test:soak`: one after the other, since each has processes of its own. */
// oxlint-disable-next-line import/no-default-export -- vitest reads it
export default defineConfig({
  test: {
    include: ["test/soak/**/*.soak.ts"],
    testTimeout: 6 * 3_600_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 1,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
