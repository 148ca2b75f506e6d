/**
 * The monthly review: prices that nobody looked at for a month are a checklist. Finance, who may not write prices, ticks them off, and the
 * audit log says who. On a server of its own.
 */
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { seriousProblems } from "../browser/serious-problems";
import { SET_UP } from "../server/people";
import { personOf } from "../server/person-of";
import { BEARER, reportUsage, setPrice } from "../server/rest-calls";
import { startServer } from "../server/start-server";

const MODELS = ["reviewed-model", "other-model"];

test("finance ticks off the prices that nobody looked at", async ({ browser }) => {
  const server = await startServer(SET_UP);
  const finance = await personOf("finance", server, browser);
  await finance.setViewportSize({ width: 1280, height: 800 });
  for (const model of MODELS) await setPrice(finance.request, model, { provider: "acme", perRequest: "30" });
  await reportUsage(
    finance.request,
    MODELS.map((model) => ({ requestId: `of ${model}`, model })),
  );
  const sql = new Client({ connectionString: await server.databaseUrl() });
  await sql.connect();
  await sql.query(
    `BEGIN; UPDATE model_pricing SET notes = 'old', created_at = created_at - interval '40 days';
     UPDATE model_price_versions SET recorded_at = recorded_at - interval '40 days'; COMMIT`,
  );
  await sql.end();
  const rowOf = (model: string) => finance.getByRole("row", { name: model });

  await test.step("they are there with what they cost, and finance can change nothing else of them", async () => {
    await finance.goto("/dashboard");
    await finance.getByRole("link", { name: "Review them" }).click();
    for (const model of MODELS) await expect(rowOf(model)).toContainText("$30.00");
    await expect(finance.getByRole("button", { name: "New price" })).toBeHidden();
    expect(await seriousProblems(finance)).toEqual([]);
  });

  await test.step("one by one, and those that are selected", async () => {
    await finance.getByRole("button", { name: "Reviewed, unchanged: other-model" }).click();
    await expect(finance.getByText("1 price reviewed, unchanged")).toBeVisible();
    await expect(rowOf("other-model")).toBeHidden();
    await finance.getByRole("checkbox", { name: "Select reviewed-model" }).check();
    await finance.getByRole("button", { name: "1 reviewed, unchanged" }).click();
    await expect(finance.getByText("Nothing looks wrong")).toBeVisible();
  });

  await test.step("the audit log has each review with who made it", async () => {
    await finance.goto("/admin/settings?tab=audit&q=price.review");
    for (const model of MODELS) await expect(rowOf(model)).toContainText("way-finance@example.org");
  });

  const written = await finance.request.get("/api/prices/other-model", { headers: BEARER });
  expect(await written.json()).toMatchObject({ perRequest: "30", notes: "old" });
  await finance.context().close();
  await server.stop();
});
