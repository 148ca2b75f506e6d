/** A price book that any SQL client edits, and one with ten thousand entries: both as on the screen. On a server of its own. */
import { expect, type Page, test } from "@playwright/test";
import { Client } from "pg";
import { SET_UP } from "../server/people";
import { signIn } from "../server/sign-in";
import { startServer, type TestServer } from "../server/start-server";

/** As the documentation gives them, letter by letter. */
const UPDATE = `UPDATE model_pricing SET price_per_request = 0.0105, price_per_1k_input_tokens = 0.003, price_per_1k_output_tokens = 0.015,
  notes = 'Real production costs (Jan 2026)' WHERE model_name = 'claude-sonnet-4.5';`;
const INSERT = `INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider, is_custom, is_active)
VALUES ('claude-opus-4-5-20251101', 0.0525, 0.015, 0.075, 'anthropic', false, true);`;
const TEN_THOUSAND = `INSERT INTO model_pricing (model_name, price_per_request, price_per_1k_input_tokens, price_per_1k_output_tokens, provider)
SELECT 'bulk-' || lpad(n::text, 5, '0'), 0.001, 0.001, 0.002, 'acme' FROM generate_series(1, 10000) n;`;

test.describe.configure({ mode: "serial" });

let server: TestServer;
let sql: Client;
let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await startServer(SET_UP);
  sql = new Client({ connectionString: await server.databaseUrl() });
  await sql.connect();
  page = await browser.newPage({ baseURL: server.url, storageState: await signIn(server.url) });
});

test.afterAll(async () => {
  await page.close();
  await sql.end();
  await server.stop();
});

test("an INSERT stands in the table, with its author in the history", async () => {
  await sql.query(INSERT);
  await page.goto("/admin/model-pricing?q=claude-opus-4-5-20251101");
  const row = page.getByRole("row", { name: /^claude-opus-4-5-20251101/ });
  await expect(row).toContainText("$15.00");
  await expect(row).toContainText("$75.00");
  await expect(row).toContainText("$0.0525");
  await page.goto("/admin/model-pricing?open=claude-opus-4-5-20251101&pane=history");
  await expect(page.getByRole("dialog")).toContainText("through sql");
});

test("an UPDATE is seen, and prices the next request", async () => {
  await sql.query(INSERT.replace("claude-opus-4-5-20251101", "claude-sonnet-4.5"));
  await sql.query(UPDATE);
  await page.goto("/admin/model-pricing?q=claude-sonnet-4.5");
  const row = page.getByRole("row", { name: /^claude-sonnet-4\.5/ });
  await expect(row).toContainText("$3.00");
  await expect(row).toContainText("$0.0105");
  await expect(async () => {
    await page.goto("/explain?model=claude-sonnet-4.5");
    // 1,000 x $3 / 1M + 500 x $15 / 1M
    await expect(page.getByText("$0.0105", { exact: true }).first()).toBeVisible();
    await expect(page.getByText(/priced by: price book, this name/)).toBeVisible();
  }).toPass();
});

test("ten thousand entries: few are drawn, all are reached", async () => {
  await sql.query(TEN_THOUSAND);
  await page.goto("/admin/model-pricing");
  await expect(page.getByRole("status").filter({ hasText: "10,003 entries" })).toBeVisible();
  const grid = page.getByRole("grid", { name: "prices" });
  await expect(grid).toHaveAttribute("aria-rowcount", "10004");
  expect(await page.getByRole("row").count()).toBeLessThan(100);

  await grid.focus();
  await page.keyboard.press("End");
  await expect(page.getByRole("row", { name: /^default/ })).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/open=claude-sonnet-4\.5/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toBeHidden();
});

test("the search narrows ten thousand entries down to one", async () => {
  await page.keyboard.press("/");
  await page.keyboard.type("bulk-07777");
  await expect(page.getByRole("status").filter({ hasText: "1 of 10,003" })).toBeVisible();
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(page.getByRole("row", { name: /^bulk-07777/ })).toBeVisible();
});
