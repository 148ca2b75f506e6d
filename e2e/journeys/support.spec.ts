/**
 * The way of a guess through everybody's hands: an alert, the queue, the evidence, a proposal, its approval, the re-cost, and all of it
 * taken back. After every step the ledger, each of its sums, the dashboard's figures and the FOCUS file agree to the last digit.
 * On a server of its own.
 */
import { expect, type Page, test } from "@playwright/test";
import { Client } from "pg";
import { SET_UP } from "../server/people";
import { personOf } from "../server/person-of";
import { BEARER, reportUsage, setPrice } from "../server/rest-calls";
import { startServer } from "../server/start-server";

const KNOWN = "Support-House-Large";
const BROKEN = "support-house-LARGE";
/** USD: two requests at the default entry's 0.005; at the right price each costs 3 + 15. */
const [GUESSED, RIGHT] = ["0.01", "36"];
const NOW = new Date();
const TODAY = NOW.toISOString().slice(0, 10);

const rowOf = (page: Page, name: string) => page.getByRole("row", { name });

async function expectCost(page: Page, sql: Client, costUsd: string): Promise<void> {
  const { rows } = await sql.query<{ of: string; cost: string }>(
    `SELECT 'requests' AS of, trim_scale(sum(cost_usd))::text AS cost FROM usage_logs
     UNION ALL SELECT rollup, trim_scale(sum(cost_usd))::text FROM usage_sums WHERE rollup LIKE '%_day' GROUP BY rollup`,
  );
  expect(rows.length).toBeGreaterThan(6);
  expect(rows.filter(({ cost }) => cost !== costUsd)).toEqual([]);
  const range = `from=${TODAY}&to=${TODAY}`;
  const spend = await page.request.get(`/api/admin/analytics?${range}`, { headers: BEARER });
  expect((await spend.json()) as unknown).toMatchObject({ totals: { costUsd } });
  const focus = await (await page.request.get(`/api/admin/focus.csv?${range}`, { headers: BEARER })).text();
  const [names = "", ...lines] = focus.trim().split(/\r?\n/);
  const column = names.split(",").indexOf("BilledCost");
  // FOCUS writes whole amounts with a decimal: 36.0.
  expect(lines.map((line) => line.split(",")[column]?.replace(/\.0$/, ""))).toEqual([costUsd]);
}

async function confirmRun(page: Page, reason: string): Promise<void> {
  await page.getByRole("textbox", { name: "Reason" }).fill(reason);
  await page.getByRole("button", { name: "Correct these costs" }).click();
  await expect(page.getByText("done", { exact: true })).toBeVisible();
}

test("from an alert to a corrected past, and back", async ({ browser }) => {
  const server = await startServer(SET_UP);
  const sql = new Client({ connectionString: await server.databaseUrl() });
  await sql.connect();
  const [support, finance] = [await personOf("support", server, browser), await personOf("finance", server, browser)];

  await test.step("an alert says that a day is priced by a guess, and leads to the queue", async () => {
    await setPrice(finance.request, KNOWN, { provider: "supporthouse", inputPer1M: "3", outputPer1M: "15" });
    const plain = { provider: "supporthouse", model: BROKEN, promptTokens: 1_000_000, completionTokens: 1_000_000 };
    await reportUsage(
      finance.request,
      ["way-1", "way-2"].map((requestId) => ({ ...plain, requestId, occurredAt: NOW.toISOString() })),
    );
    await finance.goto("/admin/alerts");
    await finance.getByRole("button", { name: "Add a rule" }).click();
    await finance.getByRole("button", { name: /^Share priced by a guess/ }).click();
    await finance.getByRole("textbox", { name: "On days of at least, USD" }).fill("0.001");
    await expect(finance.getByText(/Would have fired|Right now/).first()).toBeVisible();
    await finance.getByRole("button", { name: "Save" }).click();
    await finance.getByRole("button", { name: "Check now" }).click();
    await expect(finance.getByText("1 new alert")).toBeVisible();
    await finance.reload();
    await finance.getByRole("button", { name: "Notifications: 1" }).click();
    await finance.getByRole("link", { name: /is priced by the default entry/ }).click();
    await finance
      .getByRole("dialog", { name: /is priced by the default entry/ })
      .getByRole("link")
      .first()
      .click();
    await expect(rowOf(finance, BROKEN)).toBeVisible();
    await expectCost(finance, sql, GUESSED);
  });

  await test.step("support sees why, and proposes a price", async () => {
    await support.goto(`/explain?model=${BROKEN}`);
    await expect(support.getByText("Default entry", { exact: true }).first()).toBeVisible();
    await support.goto("/admin/default-priced");
    await rowOf(support, BROKEN).dblclick();
    const group = support.getByRole("dialog", { name: BROKEN });
    await group.getByRole("button", { name: new RegExp(`^Propose by ${KNOWN}`) }).click();
    const form = support.getByRole("dialog", { name: `Propose a price for ${BROKEN}` });
    await form.getByRole("textbox").fill("They write it in capitals");
    await form.getByRole("button", { name: "Propose", exact: true }).click();
    await expect(form).toBeHidden();
    await expectCost(finance, sql, GUESSED);
  });

  await test.step("finance approves; what is booked stays", async () => {
    await finance.goto("/admin/default-priced?tab=proposals");
    await rowOf(finance, BROKEN).dblclick();
    await finance.getByRole("button", { name: "Approve and publish" }).click();
    await expect(rowOf(finance, BROKEN)).toContainText("approved");
    await expectCost(finance, sql, GUESSED);
  });

  await test.step("a dry run tells the difference, the run makes it, and the name leaves the queue", async () => {
    await finance.goto("/admin/default-priced");
    await rowOf(finance, BROKEN).dblclick();
    await finance.getByRole("link", { name: "Re-cost what was booked" }).click();
    await finance.getByRole("button", { name: "Dry run", exact: true }).click();
    await expect(finance.getByText("$36").first()).toBeVisible();
    await expectCost(finance, sql, GUESSED);
    await confirmRun(finance, "priced by support's evidence");
    await expectCost(finance, sql, RIGHT);
    const run = finance.url();
    await finance.goto("/admin/default-priced");
    await expect(finance.getByText("Nothing here was priced by a guess")).toBeVisible();
    await expect(rowOf(finance, BROKEN)).toBeHidden();
    await finance.goto(run);
  });

  await test.step("the run is taken back, and the name is in the queue again", async () => {
    await finance.getByRole("button", { name: "Take it back" }).click();
    await expect(finance.getByRole("heading", { name: "Correction taken back" })).toBeVisible();
    await confirmRun(finance, "it was another house");
    await expectCost(finance, sql, GUESSED);
    await finance.goto("/admin/default-priced");
    await expect(rowOf(finance, BROKEN)).toContainText("priced now");
  });

  await Promise.all([support.context().close(), finance.context().close()]);
  await sql.end();
  await server.stop();
});
