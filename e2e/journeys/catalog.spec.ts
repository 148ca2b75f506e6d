/**
 * A catalogue that moves: a suspicious price waits until somebody accepts it, an entry of the price book that looks wrong is
 * mended by one click.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { seriousProblems } from "../browser/serious-problems";
import { API_KEY } from "../server/people";
import { startServer, type TestServer } from "../server/start-server";

test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] } });

let server: TestServer;
let folder: string;
let context: BrowserContext;
let page: Page;

/** Input prices by name, USD per token as their digits stand there. */
const writeCatalog = (prices: Readonly<Record<string, string>>) =>
  writeFile(
    join(folder, "prices.json"),
    `{${Object.entries(prices)
      .map(
        ([name, input]) =>
          `"${name}": {"input_cost_per_token": ${input}, "output_cost_per_token": 2e-06, "litellm_provider": "acme", "mode": "chat"}`,
      )
      .join(",")}}`,
  );

const call = (path: string, method: string, body?: object) =>
  page.request.fetch(path, { method, headers: { authorization: `Bearer ${API_KEY}` }, ...(body && { data: body }) });

test.beforeAll(async ({ browser }) => {
  folder = await mkdtemp(join(tmpdir(), "ratecard-catalog-"));
  await writeCatalog({ "acme-writer": "1e-06", "acme-reader": "1e-06", "acme-old": "1e-06", "acme-absurd": "0.015" });
  server = await startServer({
    RATECARD_API_KEY: API_KEY,
    RATECARD_ADMIN_EMAIL: "ada@example.org",
    RATECARD_ADMIN_PASSWORD: "a password of the journey",
    LITELLM_CATALOG_URL: pathToFileURL(join(folder, "prices.json")).href,
  });
  context = await browser.newContext({ baseURL: server.url });
  page = await context.newPage();
});

test.afterAll(async () => {
  await context.close();
  expect(await server.stop()).toBe(0);
  await rm(folder, { recursive: true });
});

test("a rate that looks like a mistake waits on sight, in the first catalogue too", async () => {
  await expect
    .poll(async () => (await call("/api/catalog", "GET")).json())
    .toMatchObject({ inForce: { origin: "file" } });
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: "E-mail" }).fill("ada@example.org");
  await page.getByRole("textbox", { name: "Password" }).fill("a password of the journey");
  await page.locator("button[type=submit]").click();
  await expect(page).not.toHaveURL(/sign-in/);

  await page.goto("/admin/settings?tab=catalogue");
  await expect(page.getByRole("radio", { name: "Waiting (1)" })).toBeAttached();
  await expect(page.getByText("input is 15,000 USD per 1M tokens, above 1,000")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  const explained = await (await call("/api/explain?model=acme-absurd&promptTokens=1000", "GET")).text();
  expect(explained).toContain("waits for review and prices nothing until it is accepted");
  await page.getByRole("button", { name: "Reject acme-absurd" }).click();
  await expect(page.getByText("Nothing waits")).toBeVisible();
  await page.getByRole("link", { name: "requests before the first fetch" }).click();
  await expect(page).toHaveURL(/catalogSnapshot=/);
});

test("a suspicious move of the source waits, the rest is in force", async () => {
  const events = ["acme-writer", "acme-reader"].map((model) => {
    return { requestId: model, model, occurredAt: new Date().toISOString(), promptTokens: 1000, completionTokens: 0 };
  });
  expect((await call("/api/usage", "POST", { events })).ok()).toBe(true);
  await writeCatalog({ "acme-writer": "9e-04", "acme-reader": "1.2e-06", "acme-new": "1e-06", "acme-absurd": "0.015" });
  await page.goto("/admin/settings?tab=catalogue");
  await page.getByRole("button", { name: "Refresh now" }).click();
  await expect(page.getByRole("radio", { name: "Waiting (1)" })).toBeAttached();
  await expect(page.getByText("input $1 → $900 / 1M")).toBeVisible();
  await expect(page.getByText("Accepting all of them. Last 30 days: 1 request, $0.001 → $0.9")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
});

test("what a refresh changed is recorded", async () => {
  await page.getByText("Snapshots (", { exact: false }).click();
  await expect(page.getByText("2 changed, 1 added, 1 removed", { exact: false })).toBeVisible();
  await expect(page.getByText("$0.001 → $0.0012 +20 % by what came into force at once")).toBeVisible();
  await expect(page.getByText("$0.001 → $0.9", { exact: false }).first()).toBeVisible();
  await expect(page).toHaveURL(/show=snapshots/);
  expect(await seriousProblems(page)).toEqual([]);
});

test("an accepted change is in force at once", async () => {
  await page.getByText("Waiting (1)").click();
  await page.getByRole("button", { name: "Accept acme-writer" }).click();
  await expect(page.getByText("Nothing waits")).toBeVisible();
  const explained = await (await call("/api/explain?model=acme-writer&promptTokens=1000", "GET")).text();
  expect(explained).toContain('"900"');
});

test("an entry in another unit is found, and mended by one click", async () => {
  // Per 1K typed as per 1M.
  const price = { provider: "acme", inputPer1M: "0.0012", outputPer1M: "0.002" };
  expect((await call("/api/prices/acme-reader", "PUT", price)).ok()).toBe(true);
  await page.goto("/admin/model-pricing?view=findings");
  await expect(page.getByText("another unit?", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: /Unit suspect/ }).click();
  await expect(page).toHaveURL(/finding=unit-suspect/);
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "Correct: acme-reader" }).click();
  await expect(page.getByText("acme-reader: done", { exact: false })).toBeVisible();
  expect(await (await call("/api/prices", "GET")).text()).toContain('"inputPer1M":"1.2"');
});
