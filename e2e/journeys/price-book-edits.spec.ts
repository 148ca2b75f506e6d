/**
 * The price book by keyboard and in bulk: a price edited in its cell, somebody else's edit met, two entries changed as one batch
 * and taken back, an old version compared and restored; prices set with what belongs to them.
 */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { API_KEY } from "../server/people";

const NAMES = ["journey-edits-one", "journey-edits-two"];
const BATCH = "Dearer by a fifth";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ playwright }) => {
  const api = await programs(playwright.request);
  for (const name of NAMES) {
    const data = { provider: "acme", inputPer1M: "3", outputPer1M: "15", perRequest: "0.0105" };
    expect((await api.put(`/api/prices/${name}`, { data })).ok()).toBe(true);
  }
  await api.dispose();
});

const programs = (request: { newContext: (options: object) => Promise<APIRequestContext> }) =>
  request.newContext({ baseURL: process.env.E2E_URL, extraHTTPHeaders: { authorization: `Bearer ${API_KEY}` } });

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(`^${name}`) });

async function openBook(page: Page): Promise<void> {
  await page.goto("/admin/model-pricing?q=journey-edits");
  await expect(rowOf(page, "journey-edits-two")).toBeVisible();
  await page.getByRole("grid", { name: "prices" }).focus();
}

test("a price is edited in its cell by keyboard; a far move is asked about", async ({ page }) => {
  await openBook(page);
  await page.keyboard.press("F2");
  const input = page.getByRole("textbox", { name: "Input of journey-edits-one, USD" });
  await expect(input).toBeFocused();
  await input.fill("1,5");
  await page.keyboard.press("Enter");
  await expect(page.getByText("is not a decimal number")).toBeVisible();
  await input.fill("30");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Press Enter again if that is right")).toBeVisible();
  await input.fill("4");
  await page.keyboard.press("Tab");
  const output = page.getByRole("textbox", { name: "Output of journey-edits-one, USD" });
  await expect(output).toBeFocused();
  await output.fill("99");
  await page.keyboard.press("Escape");
  await expect(output).toBeHidden();
  await expect(rowOf(page, "journey-edits-one")).toContainText("$4");
  await expect(rowOf(page, "journey-edits-one")).toContainText("$15");
  await expect(page.getByRole("grid", { name: "prices" })).toBeFocused();
});

test("somebody else's edit is shown at the cell before it is written over", async ({ page, playwright }) => {
  await openBook(page);
  await page.keyboard.press("F2");
  const input = page.getByRole("textbox", { name: "Input of journey-edits-one, USD" });
  await input.fill("5");
  const api = await programs(playwright.request);
  const etag = (await api.get("/api/prices/journey-edits-one")).headers().etag ?? "";
  const data = { provider: "acme", inputPer1M: "6", outputPer1M: "15", perRequest: "0.0105" };
  expect((await api.put("/api/prices/journey-edits-one", { data, headers: { "if-match": etag } })).ok()).toBe(true);
  await api.dispose();
  await page.keyboard.press("Enter");
  await expect(page.getByText("made it $6")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(input).toBeHidden();
  await expect(rowOf(page, "journey-edits-one")).toContainText("$5");
});

test("two entries are changed as one previewed batch, which is taken back", async ({ page }) => {
  await openBook(page);
  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Multiply" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByLabel("Factor").fill("10");
  await expect(drawer.getByText(/^2 rows are held/)).toBeVisible();
  await drawer.getByLabel("Factor").fill("1.2");
  await expect(drawer.getByText(/input \$3 → \$3\.6/)).toBeVisible();
  await drawer.getByLabel("Name of the batch").fill(BATCH);
  await drawer.getByRole("button", { name: "Change 2 prices" }).click();
  await drawer.getByRole("link", { name: "See the batch" }).click();
  await expect(page.getByRole("dialog", { name: BATCH })).toContainText("2 changed");
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("button", { name: "Take back 2 prices" }).click();
  await openBook(page);
  await expect(rowOf(page, "journey-edits-two")).toContainText("$3");
});

test("two versions are compared, and the old one is the price again", async ({ page }) => {
  await page.goto("/admin/model-pricing?q=journey-edits&open=journey-edits-two&pane=history");
  const compare = page.getByRole("button", { name: /^Compare/ });
  await compare.nth(0).press("Enter");
  await compare.nth(1).press("Enter");
  await expect(page.getByRole("region", { name: "Comparison of two versions" })).toContainText("-16.67 %");
  await page
    .getByRole("button", { name: /^Restore/ })
    .first()
    .press("Enter");
  const confirm = page.getByRole("dialog", { name: /^Restore/ });
  await expect(confirm).toContainText("+20 %");
  await confirm.getByRole("button", { name: "Restore" }).press("Enter");
  await expect(page.getByText("has its old price from now")).toBeVisible();
});

test("prices that belong to the input price come along where they are ticked", async ({ page, playwright }) => {
  const api = await programs(playwright.request);
  const data = {
    provider: "acme",
    inputPer1M: "3",
    outputPer1M: "15",
    cacheReadPer1M: "0.3",
    serviceTiers: { batch: { inputPer1M: "1.5", outputPer1M: "7.5" } },
  };
  expect((await api.put("/api/prices/journey-along-one", { data })).ok()).toBe(true);
  const free = { provider: "acme", inputPer1M: "0", outputPer1M: "15", cacheReadPer1M: "0.2" };
  expect((await api.put("/api/prices/journey-along-two", { data: free })).ok()).toBe(true);
  await page.goto("/admin/model-pricing?q=journey-along");
  await expect(rowOf(page, "journey-along-two")).toBeVisible();
  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Set prices" }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("group", { name: /^Bring along/ })).toBeHidden();
  await drawer.getByLabel("Input", { exact: true }).fill("1.5");
  await expect(drawer.getByText(/input \$3 → \$1\.5/)).toBeVisible();
  await expect(drawer.getByText(/cache read/)).toBeHidden();
  await drawer.getByRole("checkbox", { name: "Cache rates" }).check();
  await expect(drawer.getByText(/cache read \$0\.3 → \$0\.15/)).toBeVisible();
  await drawer.getByRole("checkbox", { name: "Batch and other service tier rates (1 of 2 entries)" }).check();
  await expect(drawer.getByText(/batch input \$1\.5 → \$0\.75/)).toBeVisible();
  await expect(drawer.getByText("since the input price was 0 before: cache rates.")).toBeVisible();
  await drawer.getByRole("button", { name: "Change 1 price" }).click();
  await expect(drawer.getByRole("link", { name: "See the batch" })).toBeVisible();
  const entry: unknown = await (await api.get("/api/prices/journey-along-one")).json();
  const serviceTiers = { batch: { inputPer1M: "0.75", outputPer1M: "7.5" } };
  expect(entry).toMatchObject({ inputPer1M: "1.5", cacheReadPer1M: "0.15", perRequest: "0.0105", serviceTiers });
  await api.dispose();
});
