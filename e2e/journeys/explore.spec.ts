/** Any question of spend: it stands in the URL, its table and its file have the same digits, and a row leads to its requests. */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { seriousProblems } from "../browser/serious-problems";
import { reportUsage, setPrice } from "../server/rest-calls";

const chosen = (page: Page, label: string, option: string) =>
  test.step(`${label}: ${option}`, async () => {
    await page.getByRole("combobox", { name: label, exact: true }).click();
    await page.getByRole("option", { name: option, exact: true }).click();
  });

test.beforeAll(async ({ request }) => {
  await setPrice(request, "xp-model", { provider: "acme", inputPer1M: "1", outputPer1M: "1" });
  const usage = { model: "xp-model", completionTokens: 0, user: "xp-ann" };
  await reportUsage(request, [
    { requestId: "xp-1", promptTokens: 1_000_001, team: "xp-red", tags: ["xp-night", "xp-day"], ...usage },
    { requestId: "xp-2", promptTokens: 2_000_000, team: "xp-blue", tags: ["xp-night"], ...usage },
    { requestId: "xp-3", promptTokens: 3, team: "xp-blue", apiKeyAlias: "xp-key", ...usage },
  ]);
});

test("from a question to its requests, and back by the link", async ({ page }) => {
  await page.goto("/dashboard");
  await page.getByRole("link", { name: "Explore" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Explore" })).toBeVisible();
  await page.goto("/dashboard/explore?model=xp-model");
  await chosen(page, "Group", "by team");
  await chosen(page, "Metric", "Input tokens");
  await expect(page).toHaveURL(/group=team/);
  await expect(page).toHaveURL(/metric=promptTokens/);
  const grid = page.getByRole("grid", { name: "Input tokens" });
  await expect(grid.getByRole("row", { name: "xp-blue" })).toContainText("2,000,003");
  await expect(grid.getByRole("row", { name: "xp-red" })).toContainText("1,000,001");
  await page.reload();
  await grid.getByRole("row", { name: "xp-blue" }).click();
  await expect(page).toHaveURL(/\/dashboard\/logs\?.*team=xp-blue/);
  await expect(page).toHaveURL(/model=xp-model/);
  await expect(page.getByRole("grid", { name: "Requests" })).toHaveAttribute("aria-rowcount", "3");
  await page.goBack();
  await expect(grid.getByRole("row", { name: "xp-blue" })).toBeVisible();
});

test("Other leads to its names and to its requests, with the same digits", async ({ page, request }) => {
  const teams = Array.from({ length: 8 }, (_, index) => `xo-team-${index}`);
  await setPrice(request, "xo-model", { provider: "acme", inputPer1M: "1", outputPer1M: "1" });
  await reportUsage(
    request,
    teams.map((team, index) => ({
      requestId: team,
      model: "xo-model",
      promptTokens: 1_000_007 * (9 - index),
      completionTokens: 0,
      team,
    })),
  );
  await page.goto("/dashboard/explore?model=xo-model&group=team&limit=5");
  const grid = page.getByRole("grid", { name: "Cost" });
  const other = grid.getByRole("row", { name: "Other (3 more)" });
  await expect(other).toContainText("$9.000063");
  await other.click();
  await expect(page).toHaveURL(/notTeam=/);
  await expect(page.getByRole("button", { name: "Team: not 5 names" })).toBeVisible();
  await expect(grid.getByRole("row")).toHaveCount(4);
  await expect(grid.getByRole("row", { name: "xo-team-7" })).toContainText("$2.000014");
  await expect(page.getByRole("main")).toContainText("$9.000063");
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("main").getByRole("link", { name: "Requests", exact: true }).click();
  await expect(page.getByRole("grid", { name: "Requests" })).toHaveAttribute("aria-rowcount", "4");
  await expect(page.getByRole("status", { name: "Totals" })).toContainText("$9.00");
  await page.goBack();
  await page.goBack();
  await expect(other).toBeVisible();
});

test("the table under the chart, the rows and the file have the same digits", async ({ page, request }) => {
  await page.goto("/dashboard/explore?model=xp-model&group=team&subgroup=user&interval=month");
  await expect(page.getByText("Added up from the requests themselves")).toBeVisible();
  await page.getByRole("button", { name: /as a table/ }).click();
  await expect(page).toHaveURL(/tables=true/);
  const steps = page.getByRole("grid", { name: /step by step/ });
  await expect(steps).toContainText("$2.000003");
  await expect(steps).toContainText("$3.000004");
  await page.getByRole("button", { name: "Export" }).click();
  const href = await page.getByRole("menuitem", { name: "Numbers of the chart (CSV)" }).getAttribute("href");
  const csv = await (await request.get(href ?? "")).text();
  const months = csv.split("\n").filter((line) => line.startsWith("name,xp-blue,xp-ann,"));
  expect(months.some((line) => line.endsWith(",2.000003"))).toBe(true);
  expect(csv).toMatch(/^total,,,\d{4}-\d\d,3\.000004$/m);
});

test("a filter that is chosen stands in the URL, by tag as well", async ({ page }) => {
  await page.goto("/dashboard/explore?model=xp-model&group=tag&metric=requests");
  await page.getByRole("button", { name: "Tag", exact: true }).click();
  await page.getByRole("textbox", { name: "Find Tag" }).fill("xp-d");
  await page.getByRole("option", { name: "xp-day" }).click();
  await expect(page).toHaveURL(/tag=xp-day|tag=%5B%22xp-day%22%5D/);
  const row = page.getByRole("grid", { name: "Requests" }).getByRole("row", { name: "xp-day" });
  await expect(row).toBeVisible();
  await row.click();
  await expect(page).toHaveURL(/\/dashboard\/logs/);
  await expect(page.getByRole("grid", { name: "Requests" })).toHaveAttribute("aria-rowcount", "2");
});

const barOf = (page: Page) => page.locator(".recharts-bar-rectangle path");
const listed = (page: Page) => page.getByRole("grid", { name: "Requests" });

test("a bar of an hour leads to the requests of that hour", async ({ page, request }) => {
  const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10);
  const at = (hour: number) => ({
    requestId: `xh-${hour}`,
    model: "xp-model",
    team: "xh",
    occurredAt: `${day}T0${hour}:30:00Z`,
  });
  await reportUsage(
    request,
    [1, 2, 3].map((hour) => ({ ...at(hour), promptTokens: 1_000_000, completionTokens: 0 })),
  );
  const question = `/dashboard/explore?team=xh&group=team&period=custom&from=${day}&to=${day}&interval=hour`;
  await page.goto(question);
  await barOf(page).nth(1).click();
  await expect(listed(page)).toHaveAttribute("aria-rowcount", "2");
  await expect(listed(page).getByRole("row").nth(1)).toContainText("02:30:00");
  await expect(page.getByText(`${day} 02:00 to ${day} 03:00`)).toBeVisible();
  await page.getByRole("button", { name: /^Any time instead of/ }).click();
  await expect(listed(page)).toHaveAttribute("aria-rowcount", "4");
  // A bar that holds all before it leads to all of them.
  await page.goto(`${question}&cumulative=true`);
  await barOf(page).nth(1).click();
  await expect(listed(page)).toHaveAttribute("aria-rowcount", "3");
});

test("a question is kept under a name, shared, renamed, opened by its link and deleted", async ({ page }) => {
  await page.goto("/dashboard/explore?group=team&interval=week");
  await page.getByRole("button", { name: "Saved views" }).click();
  const views = page.getByRole("dialog", { name: "Saved views" });
  await views.getByLabel("Save what is shown as").fill("Teams by week");
  await views.getByRole("button", { name: "Save", exact: true }).click();
  await views.getByRole("button", { name: "Share: Teams by week" }).click();
  await expect(views.getByText(/^shared by/)).toBeVisible();
  await views.getByRole("button", { name: "Rename: Teams by week" }).click();
  await views.getByLabel("New name of Teams by week").fill("Weeks of teams");
  await views.getByRole("button", { name: "Rename", exact: true }).click();
  await page.goto("/dashboard/explore");
  await page.getByRole("button", { name: "Saved views" }).click();
  await views.getByRole("link", { name: "Weeks of teams" }).click();
  await expect(page).toHaveURL(/group=team&interval=week/);
  await page.getByRole("button", { name: "Saved views" }).click();
  expect(await seriousProblems(page)).toEqual([]);
  await views.getByRole("button", { name: "Delete: Weeks of teams" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(views.getByText("No view is saved yet.")).toBeVisible();
});

test("a chart is taken along as an image, without its buttons", async ({ page }) => {
  await page.goto("/dashboard/explore?model=xp-model");
  const arriving = page.waitForEvent("download");
  await page.getByRole("button", { name: /as an image$/ }).click();
  const image = await arriving;
  expect(image.suggestedFilename()).toMatch(/^Cost.* \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d\.png$/);
  const bytes = await readFile(await image.path());
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  const panel = await page
    .getByRole("button", { name: /as an image$/ })
    .locator("xpath=ancestor::section")
    .boundingBox();
  // Width and height of a PNG stand in its first chunk; two pixels for one of the screen.
  expect(bytes.readUInt32BE(16)).toBe(2 * Math.round(panel?.width ?? 0));
  expect(bytes.readUInt32BE(20)).toBeGreaterThan(400);
});

test("hours are added up from the requests, and stand in the table", async ({ page }) => {
  await page.goto("/dashboard/explore?model=xp-model&period=7d&tables=true");
  await page.getByRole("radiogroup", { name: "Interval" }).getByText("Hour", { exact: true }).click();
  await expect(page).toHaveURL(/interval=hour/);
  await expect(page.getByText("no sums are kept by hours")).toBeVisible();
  const hours = page.getByRole("grid", { name: /step by step/ });
  await expect(hours).toHaveAttribute("aria-rowcount", String(7 * 24 + 1));
  await hours.getByRole("button", { name: /^Total/ }).click();
  await expect(hours.getByRole("row").nth(1)).toContainText(/\d{4}-\d\d-\d\d \d\d:00/);
  await expect(hours.getByRole("row").nth(1)).toContainText("$3.000004");
});
