/** The dashboard: what a model cost in a period, which stands in the URL, and the way to the requests behind it. */
import { expect, type Page, test } from "@playwright/test";
import { reportUsage, setPrice } from "../server/rest-calls";

const periodOf = (page: Page) => page.getByRole("radiogroup", { name: "Period" });

test.beforeAll(async ({ request }) => {
  await setPrice(request, "sp-dear", { provider: "acme", inputPer1M: "1000", outputPer1M: "1000" });
  await reportUsage(request, [{ requestId: "sp-1", model: "sp-dear", promptTokens: 90_000, completionTokens: 10_000 }]);
});

test("the dearest model stands on top and leads to its requests", async ({ page }) => {
  await page.goto("/dashboard");
  const ranking = page.getByRole("grid", { name: "models" });
  const first = ranking.getByRole("row").nth(1);
  await expect(first).toContainText("sp-dear");
  // 100,000 x $1,000 / 1M
  await expect(first).toContainText("$100.00");
  await first.click();
  await expect(page).toHaveURL(/\/dashboard\/logs\?.*model=sp-dear/);
  await expect(page.getByRole("row", { name: /sp-dear/ })).toBeVisible();
});

test("the period is in the URL", async ({ page }) => {
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "Cost per model" })).toBeVisible();
  await periodOf(page).getByText("7 days").click();
  await expect(page).toHaveURL(/period=7d/);
  await page.reload();
  await expect(periodOf(page).getByRole("radio", { name: "7 days" })).toBeChecked();
  await periodOf(page).getByText("Custom").click();
  await expect(page).toHaveURL(/period=custom&from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d/);
  await expect(page.getByRole("button", { name: /Days of the period/ })).toBeVisible();
});

test("days without requests say so, and lead to those that have some", async ({ page }) => {
  await page.goto("/dashboard?period=custom&from=2020-01-01&to=2020-01-31");
  await expect(page.getByText("No requests in these days")).toBeVisible();
  await page.getByRole("button", { name: "Show the month of the newest ones" }).click();
  await expect(page.getByRole("heading", { name: "Cost per model" })).toBeVisible();
  await expect(page).not.toHaveURL(/from=2020/);
});

test("a report that does not tell how many requests it is of is spend like any other", async ({ page, request }) => {
  const report = { sumOfRequests: 0, team: "sp-reported", promptTokens: 10_000, completionTokens: 0 };
  await reportUsage(request, [{ requestId: "sp-sum", model: "sp-dear", ...report }]);
  await page.goto("/dashboard?team=sp-reported");
  await expect(page.getByRole("region", { name: "Cost", exact: true })).toContainText("$10.00");
  await expect(page.getByRole("region", { name: "Priced exactly" })).toContainText("every report has a price");
  await page
    .getByRole("grid", { name: "models" })
    .getByRole("row", { name: /sp-dear/ })
    .click();
  await expect(page.getByRole("row", { name: /sp-dear/ })).toContainText("a sum");
});

test("a hand-written URL that makes no sense shows the usual period", async ({ page }) => {
  await page.goto("/dashboard?period=yesterdecade&from=soon");
  await expect(periodOf(page).getByRole("radio", { name: "30 days" })).toBeChecked();
  await expect(page.getByRole("heading", { name: "Cost per model" })).toBeVisible();
});

test("what is open stands on the dashboard with its count, and leads to where it is solved", async ({
  page,
  request,
}) => {
  await reportUsage(request, [{ requestId: "sp-open", model: "sp-nobody-knows", promptTokens: 10 }]);
  await page.goto("/dashboard?model=sp-nobody-knows");
  const problems = page.locator("section", { has: page.getByRole("heading", { name: "Open problems" }) });
  const byDefault = problems.getByRole("listitem").filter({ hasText: "priced by the default entry" });
  await expect(byDefault).toContainText(/^1request priced by the default entry, \$/);
  await byDefault.getByRole("link", { name: "Price their names" }).click();
  await expect(page).toHaveURL(/source=default/);
  await expect(page.getByRole("row", { name: /sp-nobody-knows/ })).toBeVisible();
});
