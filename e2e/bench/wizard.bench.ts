/**
 * The wizard with 10,000 models by keyboard alone, from discover to revert; and its grid beside AG Grid's with the same rows, columns
 * and selection, in one browser run.
 *
 * Units   milliseconds of the main thread (CDP's TaskDuration; ScriptDuration for scrolling), medians of the rounds.
 * Source  E2E_BESIDE names another built checkout, whose grid is measured in the same run. AG Grid comes from the registry, into a cache.
 */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { API_KEY, SET_UP } from "../server/people";
import { signIn } from "../server/sign-in";
import { startGateway } from "../server/start-gateway";
import { startServer } from "../server/start-server";
import { AG_GRID, worksOfAgGrid } from "./ag-grid";
import { type Figures, measureInTurn, metrics, scroll, shows, type Works } from "./measure";

const ROWS = 10_000;
const KEY = "sk-bench";
const SETTINGS = { ...SET_UP, ALLOW_PRIVATE_NETWORKS: "true" };
const say = (line: string) => process.stdout.write(`${line}\n`);

test("10,000 models: by keyboard from discover to revert, and the grid beside AG Grid's", async ({ browser }) => {
  const gateway = await startGateway(
    KEY,
    Array.from({ length: ROWS }, (_, index) => ({
      name: `bench-model-${String(index).padStart(5, "0")}`,
      servedModel: `openai/bench-${index}`,
      info: { input_cost_per_token: (1 + (index % 90)) * 1e-7, output_cost_per_token: (2 + (index % 90)) * 1e-7 },
    })),
  );
  const server = await startServer(SETTINGS);
  const beside = process.env.E2E_BESIDE === undefined ? null : await startServer(SETTINGS, process.env.E2E_BESIDE);
  try {
    const page = await open(browser, server.url, gateway.url);
    await byKeyboard(page);
    const ours = await worksOfOurs(page, server.url);
    const rows = await page.evaluate(async () => {
      const answer = await fetch(`/trpc/discovery.review?input=${encodeURIComponent("{}")}`);
      return (await answer.json()).result.data.rows;
    });
    const theirs = await worksOfAgGrid(browser, rows);
    const other = beside && (await worksOfOurs(await open(browser, beside.url, gateway.url), beside.url));
    const [own, agGrid, build] = await measureInTurn([ours, theirs, ...(other ? [other] : [])]);
    if (own && agGrid) print("ours", own, agGrid);
    if (agGrid) print(`AG Grid ${AG_GRID}`, agGrid, agGrid);
    if (build && agGrid) print("build beside", build, agGrid);
  } finally {
    await server.stop();
    await beside?.stop();
    await gateway.stop();
  }
});

function print(name: string, { mount, filter, scroll }: Figures, theirs: Figures): void {
  const cell = (own: number, other: number) =>
    `${own.toFixed(0).padStart(6)} ms ${(own / other).toFixed(2).padStart(5)}`;
  say(
    `${name.padEnd(16)} mount ${cell(mount, theirs.mount)}   filter ${cell(filter, theirs.filter)}   scroll script ${cell(scroll, theirs.scroll)}`,
  );
}

async function open(browser: Browser, url: string, gatewayUrl: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, storageState: await signIn(url) });
  const page = await context.newPage();
  const headers = { authorization: `Bearer ${API_KEY}` };
  const data = { name: "Bench gateway", kind: "litellm", baseUrl: gatewayUrl, apiKey: KEY, isActive: true };
  const made = await context.request.post("/trpc/discovery.servers.create", { headers, data });
  const { id } = (await made.json()).result.data;
  await context.request.post("/trpc/discovery.discover", { headers, data: { serverIds: [id] } });
  await page.goto("/admin/discovery?tab=sync&step=review&show=all");
  await expect(page.getByRole("row", { name: /bench-model-00000/ })).toBeVisible({ timeout: 120_000 });
  return page;
}

/** No mouse: Tab, arrows, Space and Enter only. */
async function byKeyboard(page: Page): Promise<void> {
  const begun = performance.now();
  const press = async (name: string | RegExp) => {
    const button = page.getByRole("button", { name }).first();
    await button.focus();
    await page.keyboard.press("Enter");
  };
  await page.goto("/admin/discovery?tab=sync&step=servers");
  await press(/^Discover/);
  await press(/Review/);
  await expect(page.getByRole("row", { name: /bench-model-00000/ })).toBeVisible({ timeout: 120_000 });
  await page.getByRole("checkbox", { name: /^Select all/ }).focus();
  await page.keyboard.press("Space");
  await press(/^Confirm/);
  const write = page.getByRole("button", { name: /^Import [\d,]+ prices/ });
  await expect(write).toBeEnabled({ timeout: 120_000 });
  const shown = performance.now();
  await write.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("Prices are in force")).toBeVisible({ timeout: 240_000 });
  const written = performance.now();
  await page.getByRole("link", { name: "See the batch" }).focus();
  await page.keyboard.press("Enter");
  await press("Take it back");
  const back = page.getByRole("button", { name: /^Take back [\d,]+ prices/ });
  await expect(back).toBeEnabled({ timeout: 120_000 });
  await back.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/was taken back/).first()).toBeVisible({ timeout: 240_000 });
  const ended = performance.now();
  say(
    `by keyboard: discover to confirm ${((shown - begun) / 1000).toFixed(1)} s, import ${((written - shown) / 1000).toFixed(1)} s, revert ${((ended - written) / 1000).toFixed(1)} s`,
  );
}

async function worksOfOurs(page: Page, url: string): Promise<Works> {
  await page.goto(`${url}/admin/discovery?tab=sync&step=review&show=all`);
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("bench-model-00000")).toBeVisible({ timeout: 120_000 });
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  return {
    // Elsewhere and back: the rows are at hand, the grid is drawn anew.
    mount: async () => {
      await clickTab(page, "Servers");
      await page.waitForFunction(() => !document.querySelector('[role="grid"]')?.textContent?.includes("bench-model"));
      const before = await metrics(cdp);
      await clickTab(page, "Sync models");
      await toReview(page);
      await shows(page, OUR_GRID, "bench-model-00000");
      return (await metrics(cdp)).task - before.task;
    },
    filter: async () => {
      const search = page.getByRole("searchbox");
      await search.focus();
      const before = await metrics(cdp);
      await page.keyboard.insertText("model-077");
      await shows(page, OUR_GRID, "bench-model-07700");
      const spent = (await metrics(cdp)).task - before.task;
      await search.fill("");
      await shows(page, OUR_GRID, "bench-model-00000");
      return spent;
    },
    scroll: () => scroll(page, cdp, OUR_GRID),
  };
}

const OUR_GRID = '[role="grid"]';

/** In a build of before the tabs remembered it, the tab comes back at the step before, whose button leads on. */
const toReview = (page: Page) =>
  page.waitForFunction(
    () => {
      if (document.querySelector('[role="grid"]')?.textContent?.includes("bench-model")) return true;
      const buttons = [...document.querySelectorAll("button")];
      buttons.find(({ textContent }) => textContent?.startsWith("Review"))?.click();
      return false;
    },
    undefined,
    { polling: "raf" },
  );

const clickTab = (page: Page, name: string) =>
  page.evaluate((label) => {
    const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')];
    tabs.find(({ textContent }) => textContent === label)?.click();
  }, name);
