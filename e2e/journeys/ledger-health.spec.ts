/** A row that somebody changed by SQL is found by a click, told, and its sums follow when a person says so. On a server of its own. */
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { SET_UP } from "../server/people";
import { reportUsage } from "../server/rest-calls";
import { signIn } from "../server/sign-in";
import { startServer } from "../server/start-server";

test("what plain SQL changed shows by how much, and is repaired", async ({ browser }) => {
  const server = await startServer(SET_UP);
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server.url) });
  const page = await context.newPage();
  await page.goto("/admin/analytics");
  await expect(page.getByText("No gateway has reported yet")).toBeVisible();
  await expect(page.getByText("Not compared yet.")).toBeVisible();

  await reportUsage(context.request, [
    { requestId: "lh-1", model: "gpt-4o", provider: "openai", team: "red", promptTokens: 1000 },
    { requestId: "lh-2", model: "gpt-4o", provider: "openai", team: "red" },
  ]);
  await page.reload();
  const gateways = page.getByRole("grid", { name: "Gateways" }).or(page.getByRole("table", { name: "Gateways" }));
  await expect(gateways).toContainText("reporting");

  const compare = page.getByRole("button", { name: "Compare now" });
  await compare.click();
  await expect(page.getByText("Every sum agrees with its requests.")).toBeVisible();

  const sql = new Client({ connectionString: await server.databaseUrl() });
  await sql.connect();
  await sql.query("UPDATE usage_logs SET cost_usd = coalesce(cost_usd, 0) + 1 WHERE request_id = 'lh-1'");
  await sql.end();
  await compare.click();
  await expect(page.getByText("sums differ: somebody changed rows by SQL", { exact: false })).toBeVisible();
  await expect(page.getByRole("row", { name: /by team day.*red/ })).toContainText("$1");
  await expect(page.getByRole("button", { name: "Notifications: 1" }).filter({ visible: true })).toBeVisible({
    timeout: 60_000,
  });

  await page.getByRole("button", { name: "Repair the sums" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Repair the sums" }).click();
  await expect(page.getByText("sums were repaired.", { exact: false })).toBeVisible();
  await compare.click();
  await expect(page.getByText("Every sum agrees with its requests.")).toBeVisible();
  await context.close();
  await server.stop();
});
