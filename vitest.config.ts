import { configDefaults, defineConfig } from "vitest/config";

/** Rooms whose tests need no database, and those that share the throwaway one of the run. */
const PURE = ["packages", "apps/web"];
const ON_POSTGRES = ["prisma", "apps/server", "apps/cli"];

const room = (folder: string) => ({
  name: folder,
  include: [`${folder}/**/*.test.{ts,tsx}`],
  exclude: [...configDefaults.exclude, "**/generated/**"],
  testTimeout: 60_000,
  // What is waited for comes when it comes: how fast is a question for benchmarks.
  expect: { poll: { timeout: 20_000, interval: 20 } },
});

export default defineConfig({
  test: {
    reporters: ["default", ["json", { outputFile: "results/unit.json" }]],
    projects: [
      ...PURE.map((folder) => ({ test: room(folder) })),
      // One module registry for all of them: the repository is read and parsed once.
      { test: { ...room("e2e/structure"), isolate: false, fileParallelism: false } },
      ...ON_POSTGRES.map((folder) => ({
        test: {
          ...room(folder),
          globalSetup: "./prisma/src/testing/global-setup.ts",
          hookTimeout: 60_000,
        },
      })),
    ],
  },
});
