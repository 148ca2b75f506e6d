/** From the total of a period to the one request behind a spike, and back by the links alone. */
import { expect, test } from "@playwright/test";
import { reportUsage, setPrice } from "../server/rest-calls";

const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

test.beforeAll(async ({ request }) => {
  await setPrice(request, "spike-model", { provider: "acme", inputPer1M: "10", outputPer1M: "10" });
  const usual = Array.from({ length: 10 }, (_, index) => ({
    requestId: `spike-usual-${index}`,
    model: "spike-model",
    occurredAt: daysAgo(index + 2).toISOString(),
    team: "spike-team",
    promptTokens: 1000,
  }));
  const spike = { requestId: "spike-one", model: "spike-model", occurredAt: daysAgo(5).toISOString() };
  await reportUsage(request, [...usual, { ...spike, team: "spike-team", promptTokens: 5_000_000 }]);
});

test("the request behind a spike is found from the total, and the way back is there", async ({ page }) => {
  await page.goto("/dashboard?model=spike-model");
  await expect(page.getByRole("region", { name: "Cost", exact: true })).toContainText("$50.10");
  await page.getByRole("link", { name: "Explore", exact: true }).last().click();
  await expect(page).toHaveURL(/\/dashboard\/explore\?.*spike-model/);
  // The address comes first: the chart of the dashboard stands there until this page does.
  await expect(page.getByRole("heading", { name: "Explore", level: 1 })).toBeVisible();
  const explored = page.url();

  const bars = page.locator(".recharts-bar-rectangle path");
  await expect(bars.first()).toBeVisible();
  const heights = await bars.evaluateAll((paths) => paths.map((path) => path.getBoundingClientRect().height));
  await bars.nth(heights.indexOf(Math.max(...heights))).click();
  const day = daysAgo(5).toISOString().slice(0, 10);
  await expect(page).toHaveURL(new RegExp(`/dashboard/logs\\?.*from=${day}&to=${day}`));

  const spike = page.getByRole("row", { name: /spike-model/ }).filter({ hasText: "$50.00" });
  await spike.click();
  await expect(page).toHaveURL(/\/dashboard\/logs\/spike-one/);
  await expect(page.getByText("5,000,000").first()).toBeVisible();

  await page.goBack();
  await expect(page).toHaveURL(/\/dashboard\/logs\?/);
  await page.goBack();
  await expect(page).toHaveURL(explored);
  await expect(bars.first()).toBeVisible();
});
