import { defineConfig } from "@playwright/test";
import { RESULTS } from "../server/places";

/** Without a browser: a real gateway and a real server talk to each other. */
export default defineConfig({
  testDir: ".",
  testMatch: "*.spec.ts",
  outputDir: `${RESULTS}/neighbour-artifacts`,
  workers: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: `${RESULTS}/neighbour.json` }]],
});
