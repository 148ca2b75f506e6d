/** The requests on the screen: what was priced by default, page after page, and one of them with its arithmetic. */
import { expect, type Page, test } from "@playwright/test";
import { BEARER, reportUsage, setPrice } from "../server/rest-calls";

const LOGS = "/dashboard/logs";
/** More than one page of the list. */
const MANY = 230;
const rowOf = (page: Page, model: string) => page.getByRole("row", { name: new RegExp(model) });

test("only what was priced by default, as a link says it", async ({ page, request }) => {
  await setPrice(request, "rq-priced", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  const usage = { user: "rq-user", promptTokens: 1000, completionTokens: 500 };
  await reportUsage(request, [
    { requestId: "rq-1", model: "rq-priced", ...usage },
    { requestId: "rq-2", model: "rq-unpriced", ...usage },
  ]);
  await page.goto(`${LOGS}?user=rq-user`);
  await expect(rowOf(page, "rq-priced")).toContainText("$0.0105");
  await expect(rowOf(page, "rq-unpriced")).toContainText("default");

  await page.getByRole("switch", { name: "Needs a price" }).check();
  await expect(page).toHaveURL(/defaultPriced=true/);
  await expect(rowOf(page, "rq-priced")).toHaveCount(0);
  await page.reload();
  await expect(rowOf(page, "rq-unpriced")).toBeVisible();
  await expect(rowOf(page, "rq-priced")).toHaveCount(0);

  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).not.toHaveURL(/defaultPriced|user=/);
});

test("page follows page while one moves down", async ({ page, request }) => {
  const event = (_: unknown, index: number) => ({
    requestId: `rq-many-${index}`,
    model: "rq-many",
    promptTokens: index,
    completionTokens: 0,
  });
  await reportUsage(request, Array.from({ length: MANY }, event));
  await page.goto(`${LOGS}?model=rq-many`);
  const grid = page.getByRole("grid", { name: "Requests" });
  await expect(grid).toHaveAttribute("aria-rowcount", "101");
  await grid.focus();
  await page.keyboard.press("End");
  await expect(grid).toHaveAttribute("aria-rowcount", "201");
  await page.keyboard.press("End");
  await expect(grid).toHaveAttribute("aria-rowcount", `${MANY + 1}`);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/dashboard\/logs\/rq-many-\d+/);
});

test("the most expensive first, their sum, and a group opened with the filters kept", async ({ page, request }) => {
  await setPrice(request, "rq-sorted", { provider: "acme", inputPer1M: "1", outputPer1M: "1" });
  const usage = { model: "rq-sorted", completionTokens: 0, tags: ["rq-sorted"] };
  await reportUsage(request, [
    { requestId: "rq-sorted-1", promptTokens: 2000, team: "rq-few", latencyMs: 30, ...usage },
    { requestId: "rq-sorted-2", promptTokens: 9000, team: "rq-many", latencyMs: 10, ...usage },
    { requestId: "rq-sorted-3", promptTokens: 5000, team: "rq-many", latencyMs: 20, ...usage },
  ]);
  await page.goto(`${LOGS}?model=rq-sorted`);
  await expect(page.getByRole("status", { name: "Totals" })).toContainText("3 requests");
  await expect(page.getByRole("status", { name: "Totals" })).toContainText("$0.016");
  await page.getByRole("columnheader", { name: "Cost" }).getByRole("button").first().click();
  await expect(page).toHaveURL(/sort=-cost/);
  await expect(page.getByRole("row").nth(1)).toContainText("$0.009");

  await page.goto(`${LOGS}?model=rq-sorted&sort=latency&costUsdFrom="0.003"`);
  await expect(page.getByRole("row").nth(1)).toContainText("10 ms");
  await expect(page.getByRole("status", { name: "Totals" })).toContainText("2 requests");

  await page.goto(`${LOGS}?model=rq-sorted&group=team`);
  const grid = page.getByRole("grid", { name: "Requests by Team" });
  await expect(grid.getByRole("row").nth(1)).toContainText("rq-many");
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/team=/);
  await expect(page.getByRole("status", { name: "Totals" })).toContainText("2 requests");
});

test("one request: what it cost, at whose price, and why no other; the way back keeps the filters", async ({
  page,
  request,
}) => {
  await setPrice(request, "rq-opened", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await reportUsage(request, [
    { requestId: "rq-opened-1", model: "rq-opened", promptTokens: 2001, completionTokens: 101, team: "rq-team" },
  ]);
  await page.goto(`${LOGS}?team=rq-team`);
  await rowOf(page, "rq-opened").click();
  await expect(page.getByRole("heading", { level: 1, name: "Request rq-opened-1" })).toBeVisible();
  // 2,001 x $3 / 1M + 101 x $15 / 1M
  await expect(page.getByText("$0.007518").first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "Arithmetic" })).toBeVisible();
  await expect(page.getByText("priced here")).toBeVisible();
  await expect(page.getByRole("row", { name: /Team rq-team/ })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/team=rq-team/);
  await expect(rowOf(page, "rq-opened")).toBeVisible();
});

test("an event without a model is refused in a sentence and kept in quarantine", async ({ page, request }) => {
  const answer = await request.post("/api/usage", { headers: BEARER, data: { events: [{ requestId: "rq-bad" }] } });
  expect(await answer.text()).toContain("model");
  await page.goto(`${LOGS}?tab=quarantine`);
  await expect(rowOf(page, "rq-bad")).toContainText("model");
  await page.goto(`${LOGS}?requestId=rq-bad`);
  await expect(page.getByText("No request matches")).toBeVisible();
});

test("nothing found is said, each in its way", async ({ page }) => {
  await page.goto(`${LOGS}?model=rq-nobody`);
  await expect(page.getByText("No request matches")).toBeVisible();
  await page.goto(`${LOGS}?model=rq-nobody&defaultPriced=true`);
  await expect(page.getByText("No request that needs a price matches")).toBeVisible();
  await page.goto(`${LOGS}/rq-nobody?gateway=main`);
  await expect(page.getByRole("alert")).toContainText('There is no request "rq-nobody".');
});
