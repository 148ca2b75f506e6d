import { defineConfig } from "@playwright/test";
import { findBrowser } from "./browser/find-browser";
import { RESULTS, SESSION_FILE } from "./server/places";

const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  testDir: "journeys",
  testMatch: "*.spec.ts",
  outputDir: `${RESULTS}/artifacts`,
  globalSetup: "./server/global-setup.ts",
  // The journeys share one server; each works on names of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: `${RESULTS}/journeys.json` }]],
  use: {
    ...(process.env.E2E_URL && { baseURL: process.env.E2E_URL }),
    storageState: SESSION_FILE,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
    launchOptions: { ...(executablePath && { executablePath }), args, env: { ...process.env, ...env } },
  },
});
