/**
 * No page has anything serious or critical for axe: light and dark, before there is anything to show and with sample data.
 * Nor has a table that people work through columns out of sight in a window of 1280 px.
 * A route that is not visited here fails the last test.
 */
import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, type Page, test } from "@playwright/test";
import { cutOff } from "../browser/cut-off";
import { seriousProblems } from "../browser/serious-problems";
import { tooWide } from "../browser/too-wide";
import { ADMIN } from "../server/people";
import { startServer, type TestServer } from "../server/start-server";

/** By route, as the route tree writes them; `$requestId` is filled in when there is a request. */
const VIEWS: Readonly<Record<string, readonly string[]>> = {
  "/welcome": [""],
  "/$": [""],
  "/dashboard": ["", "?tables=true", "?period=custom&from=2020-01-01&to=2020-01-31"],
  "/dashboard/explore": ["", "?group=team&subgroup=model&interval=week&tables=true", "?team=nobody"],
  "/dashboard/logs": ["", "?defaultPriced=true", "?tab=quarantine"],
  "/admin/model-pricing": [
    "",
    "?open=gpt-4o",
    "?open=gpt-4o&pane=history",
    "?open=no-such-name",
    "?new=%2A",
    "?new=my-bot&from=gpt-4o&unit=1k",
    "?q=no-such-name",
    "?view=findings",
    "?view=findings&finding=stale",
    "?view=import",
  ],
  "/admin/price-cases": ["", "?q=nobody"],
  "/admin/discovery": ["", "?server=new", "?tab=sync", "?tab=sync&step=review", "?tab=custom-names", "?tab=batches"],
  "/admin/discovery/price-sync": ["", "?show=all", "?kind=custom", "?kind=custom&show=all"],
  "/admin/months": [""],
  "/admin/recost": ["", "?scope=%7B%22model%22%3A%5B%22gpt-4o%22%5D%7D"],
  "/admin/recost/$id": [],
  "/admin/reconciliation": [""],
  "/admin/reconciliation/$id": [],
  "/admin/months/$month": [],
  "/dashboard/budgets": [""],
  "/dashboard/what-if": ["", "?kind=models", "?kind=adjustment", "?kind=catalog"],
  "/admin/alerts": [
    "",
    "?state=over",
    "?tab=rules",
    "?tab=rules&rule=new",
    "?tab=channels",
    "?tab=channels&channel=new-email",
  ],
  "/dashboard/corrections": ["", "?from=2026-01-01&to=2026-01-31"],
  "/admin/usage-import": [""],
  "/admin/default-priced": [
    "",
    "?tab=placeholder",
    "?tab=differs-from-reported",
    "?tab=proposals",
    "?tab=ignored",
    "?group=nobody-sent-this",
  ],
  "/admin/analytics": [""],
  "/admin/settings": [
    "",
    "?tab=api-keys",
    "?tab=pricing",
    "?tab=catalogue",
    "?tab=catalogue&show=snapshots",
    "?tab=ledger",
    "?tab=sample-data",
    "?tab=audit",
  ],
  "/explain": ["", "?model=gpt-4o", "?model=nobody-knows-this"],
  "/docs/guides/models": ["", "#default-pricing"],
  "/no-such-page": [""],
};
const PATHS = Object.entries(VIEWS).flatMap(([route, views]) => views.map((view) => route + view));
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
const VISITED_APART = [
  "/",
  "/setup",
  "/sign-in",
  "/dashboard/logs/$requestId",
  "/admin/months/$month",
  "/admin/recost/$id",
  "/admin/reconciliation/$id",
];

test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] } });

let server: TestServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  // axe opens pages of its own beside ours, for which it needs the context.
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ baseURL: server.url, reducedMotion: "reduce", viewport });
  page = await context.newPage();
});

test.afterAll(async () => {
  await page.context().close();
  await server.stop();
});

test("before the first admin", async () => {
  await expectClean("/sign-in");
  await expectClean(server.setupPath ?? "");
  await page.getByRole("textbox", { name: "Name" }).fill("Ada Admin");
  await page.getByRole("textbox", { name: "E-mail" }).fill(ADMIN.email);
  await page.getByRole("textbox", { name: "Password" }).fill(ADMIN.password);
  await page.getByRole("button", { name: "Create the admin" }).click();
  await expect(page).toHaveURL(/\/welcome/);
});

for (const path of PATHS) test(`${path} with nothing to show`, () => expectClean(path));

test("sample data is loaded", async () => {
  await page.goto("/admin/settings?tab=sample-data");
  await page.getByRole("button", { name: "Explore with sample data" }).click();
  await expect(page.getByText(/^Loaded: /)).toBeVisible({ timeout: 100_000 });
});

for (const path of PATHS) test(`${path} with sample data`, () => expectClean(path));

test("/dashboard/logs/$requestId, priced by default", async () => {
  await page.goto("/dashboard/logs?defaultPriced=true");
  await page.getByRole("row").nth(1).click();
  await expect(page).toHaveURL(/\/dashboard\/logs\/.+/);
  await expect(page.getByRole("heading", { name: "Why this price" })).toBeVisible();
  await expectClean(page.url());
});

test("/admin/model-pricing?view=import, with rows to look at", async () => {
  await page.goto("/admin/model-pricing?view=import");
  const rows = ["Model name\tVendor\tInput price", "gpt-4o\topenai\t100", "axe-new\tacme\t1", "axe-bad\tacme\t1,5"];
  await page.getByLabel("Or paste rows").fill(rows.join("\n"));
  await page.getByRole("button", { name: "Look at the rows" }).click();
  await expect(page.getByText("Choose it: nothing is assumed.")).toBeVisible();
  await expectCleanHere("a file whose unit is not chosen");
  await page.getByRole("combobox", { name: "Unit of token prices" }).click();
  await page.getByRole("option", { name: "per 1M tokens" }).click();
  await expect(page.getByRole("grid").getByRole("row", { name: /axe-bad/ })).toBeVisible();
  await expectCleanHere("the rows of a file");
});

test("/admin/discovery?tab=sync, the confirm step", async () => {
  await page.goto("/admin/discovery?tab=sync&step=review&show=all");
  await page
    .getByRole("checkbox", { name: /^Select (?!all)/ })
    .first()
    .check();
  await page.getByRole("button", { name: "Use default price" }).click();
  await page.getByRole("button", { name: "Confirm 1 price" }).click();
  await expect(page.getByRole("button", { name: /^Import \d/ })).toBeVisible();
  await expectCleanHere("the confirm step of Sync models");
});

test("what opens above a page", async () => {
  await page.goto("/admin/model-pricing?q=gpt-4o");
  await settle();
  await page.getByRole("button", { name: "More about gpt-4o", exact: true }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await expectCleanHere("the menu of a row");
  await page.getByRole("menuitem", { name: /Delete/ }).click();
  await expect(page.getByRole("dialog")).toContainText("Last 30 days");
  await expectCleanHere("a confirmation");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("textbox", { name: "Go to a page or do something" })).toBeVisible();
  await expectCleanHere("the command palette");
});

test("/sign-in", async () => {
  await page.context().clearCookies();
  await expectClean("/sign-in");
});

test("every route is among them", async () => {
  const folder = fileURLToPath(new URL("../../apps/web/src/routes/", import.meta.url));
  const files = (await readdir(folder)).filter((file) => /-routes?\.ts$/.test(file));
  const tree = (await Promise.all(files.map((file) => readFile(folder + file, "utf8")))).join();
  const routes = [...tree.matchAll(/\bpath: "([^"]+)"/g)].map(([, path]) => path ?? "");
  expect(routes.length).toBeGreaterThan(5);
  expect(routes.filter((route) => !(route in VIEWS) && !VISITED_APART.includes(route))).toEqual([]);
});

async function expectClean(path: string): Promise<void> {
  await page.goto(path);
  await expectCleanHere(path);
}

/** Colours are all that differs in the dark. */
async function expectCleanHere(what: string): Promise<void> {
  await showIn("light");
  await settle();
  expect(await seriousProblems(page), `${what}, light`).toEqual([]);
  expect(await tooWide(page), `${what}: columns that are out of sight at 1280 px`).toEqual([]);
  expect(await cutOff(page), `${what}: cut off at 1280 px`).toEqual([]);
  await showIn("dark");
  expect(await seriousProblems(page, COLOUR_RULES), `${what}, dark`).toEqual([]);
}

/** The page hears of it a moment later, and only then its colours begin to change. */
async function showIn(colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", colorScheme);
}

/** A page that still loads would be judged by its skeleton. */
async function settle(): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"], [role="status"][aria-label^="Loading"]')).toHaveCount(0);
}
