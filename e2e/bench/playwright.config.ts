/** `pnpm --filter @ratecard/e2e grid-bench`: the wizard with 10,000 models by keyboard, beside AG Grid with the same rows. Not in CI. */
import { defineConfig } from "@playwright/test";
import { findBrowser } from "../browser/find-browser";

const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  testDir: ".",
  testMatch: "*.bench.ts",
  timeout: 900_000,
  workers: 1,
  outputDir: "../results/bench",
  reporter: "line",
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args,
      env: { ...process.env, ...env },
    },
  },
});
