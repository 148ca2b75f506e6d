/**
 * The wizard with 10,000 models by keyboard alone, from discover to revert; and its grid beside AG Grid's with the same rows, columns
 * and selection, in one browser run.
 *
 * Units   milliseconds of the main thread (CDP's TaskDuration; ScriptDuration for scrolling), medians of the rounds.
 * Source  E2E_BESIDE names another built checkout, whose grid is measured in the same run. AG Grid comes from the registry, into a cache.
 */
import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Browser, type CDPSession, expect, type Page, test } from "@playwright/test";
import { cacheFolder } from "../browser/cache-folder";
import { API_KEY, SET_UP } from "../server/people";
import { signIn } from "../server/sign-in";
import { startGateway } from "../server/start-gateway";
import { startServer } from "../server/start-server";

const AG_GRID = "36.2.0";
const ROWS = 10_000;
const ROUNDS = 5;
const KEY = "sk-bench";
const SETTINGS = { ...SET_UP, ALLOW_PRIVATE_NETWORKS: "true" };
const say = (line: string) => process.stdout.write(`${line}\n`);

type Terms = Readonly<{ inputPer1M?: string; outputPer1M?: string }> | null | undefined;
type BenchRow = Readonly<{
  name: string;
  status: string;
  provider: string;
  serverIds: readonly string[];
  inForce: Readonly<{ terms: Terms }>;
  suggestions: readonly Readonly<{ terms: Terms }>[];
  differencePercent: string | null;
  warnings: readonly string[];
  requests: number;
}>;
/** What of AG Grid is used. */
type AgGrid = Readonly<{ createGrid: (place: Element | null, options: object) => AgApi }>;
type AgApi = Readonly<{ destroy: () => void; setGridOption: (name: string, value: string) => void }>;

type Figures = Readonly<{ mount: number; filter: number; scroll: number }>;

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
    const ours = await measureOurs(page, server.url);
    const rows = await page.evaluate(async () => {
      const answer = await fetch(`/trpc/discovery.review?input=${encodeURIComponent("{}")}`);
      return (await answer.json()).result.data.rows;
    });
    const theirs = await measureAgGrid(browser, rows);
    print("ours", ours, theirs);
    print(`AG Grid ${AG_GRID}`, theirs, theirs);
    if (beside)
      print("build beside", await measureOurs(await open(browser, beside.url, gateway.url), beside.url), theirs);
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

async function measureOurs(page: Page, url: string): Promise<Figures> {
  await page.goto(`${url}/admin/discovery?tab=sync&step=review&show=all`);
  const row = (name: string) => page.getByRole("row", { name: new RegExp(name) });
  await expect(row("bench-model-00000")).toBeVisible({ timeout: 120_000 });
  const cdp = await page.context().newCDPSession(page);
  return measure(cdp, {
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
  });
}

const [OUR_GRID, AG_PLACE] = ['[role="grid"]', "#grid"];

/** Both grids are looked at in the same cheap way, once a frame: Playwright's own roles would cost more than what is measured. */
const shows = (page: Page, place: string, name: string) =>
  page.waitForFunction(
    ([selector, text]) => document.querySelector(selector ?? "")?.textContent?.includes(text ?? ""),
    [place, name],
    { polling: "raf" },
  );

/** The tab may come back at the step before, whose button leads on. */
const toReview = (page: Page) =>
  page.waitForFunction(
    () => {
      if (document.querySelector('[role="grid"]')?.textContent?.includes("bench-model")) return true;
      const buttons = [...document.querySelectorAll("button")];
      buttons.find(({ textContent }) => /^Review/.test(textContent ?? ""))?.click();
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

async function measureAgGrid(browser: Browser, rows: readonly BenchRow[]): Promise<Figures> {
  const folder = join(cacheFolder(), `ag-grid-${AG_GRID}`);
  await mkdir(folder, { recursive: true });
  await promisify(execFile)("npm", [
    "install",
    "--prefix",
    folder,
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    `ag-grid-community@${AG_GRID}`,
  ]);
  const script = await readFile(join(folder, "node_modules/ag-grid-community/dist/ag-grid-community.min.js"), "utf8");
  const page = await (await browser.newContext()).newPage();
  await page.setContent('<div id="grid" style="height:600px;width:1000px"></div>');
  await page.addScriptTag({ content: script });
  const cdp = await page.context().newCDPSession(page);
  await page.evaluate((given) => Object.assign(window, { given }), rows);
  const show = () =>
    page.evaluate(() => {
      const { agGrid, given, api } = window as never as { agGrid: AgGrid; given: readonly BenchRow[]; api?: AgApi };
      api?.destroy();
      const price = (terms: Terms) => (terms?.inputPer1M ? `$${terms.inputPer1M} / $${terms.outputPer1M}` : "");
      const column = (headerName: string, valueGetter: (row: BenchRow) => unknown) => ({
        headerName,
        sortable: true,
        resizable: true,
        valueGetter: ({ data }: Readonly<{ data: BenchRow }>) => valueGetter(data),
      });
      const options = {
        rowData: given,
        rowSelection: { mode: "multiRow" },
        rowHeight: 36,
        columnDefs: [
          column("Model", (row) => row.name),
          column("Status", (row) => row.status),
          column("In force", (row) => price(row.inForce.terms)),
          column("New price", (row) => price(row.suggestions[0]?.terms)),
          column("Server", (row) => price(row.suggestions[0]?.terms)),
          column("Differs", (row) => row.differencePercent),
          column("Check", (row) => row.warnings.length),
          column("Requests", (row) => row.requests ?? 0),
          column("Provider", (row) => row.provider),
          column("Source", (row) => row.serverIds[0]),
        ],
      };
      Object.assign(window, { api: agGrid.createGrid(document.querySelector("#grid"), options) });
    });
  return measure(cdp, {
    mount: async () => {
      const before = await metrics(cdp);
      await show();
      await shows(page, AG_PLACE, "bench-model-00000");
      return (await metrics(cdp)).task - before.task;
    },
    filter: async () => {
      const quick = (text: string) =>
        page.evaluate((value) => (window as never as { api: AgApi }).api.setGridOption("quickFilterText", value), text);
      const before = await metrics(cdp);
      await quick("model-077");
      await shows(page, AG_PLACE, "bench-model-07700");
      const spent = (await metrics(cdp)).task - before.task;
      await quick("");
      await shows(page, AG_PLACE, "bench-model-00000");
      return spent;
    },
    scroll: () => scroll(page, cdp, AG_PLACE),
  });
}

type Works = Readonly<Record<keyof Figures, () => Promise<number>>>;

async function measure(cdp: CDPSession, works: Works): Promise<Figures> {
  await cdp.send("Performance.enable");
  const medianOf = async (work: () => Promise<number>) => {
    const spent: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) spent.push(await work());
    return spent.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0;
  };
  return {
    mount: await medianOf(works.mount),
    filter: await medianOf(works.filter),
    scroll: await medianOf(works.scroll),
  };
}

async function metrics(cdp: CDPSession): Promise<Readonly<{ task: number; script: number }>> {
  const { metrics: all } = await cdp.send("Performance.getMetrics");
  const ms = (name: string) => 1000 * (all.find((metric) => metric.name === name)?.value ?? 0);
  return { task: ms("TaskDuration"), script: ms("ScriptDuration") };
}

/** 120 frames of 200 px down, then back to the top. */
async function scroll(page: Page, cdp: CDPSession, selector: string): Promise<number> {
  const before = await metrics(cdp);
  await page.evaluate(async (wanted) => {
    const grid = document.querySelector(wanted);
    const frames = [grid?.parentElement, grid, ...(grid?.querySelectorAll("*") ?? [])];
    const frame = frames.find((each) => {
      if (!each || each.scrollHeight < each.clientHeight + 10_000) return false;
      each.scrollTop = 1;
      return each.scrollTop > 0;
    });
    if (!frame) throw new Error(`Nothing scrolls in ${wanted}.`);
    for (let step = 0; step < 120; step += 1) {
      frame.scrollTop += 200;
      await new Promise((next) => requestAnimationFrame(next));
    }
    frame.scrollTop = 0;
  }, selector);
  return (await metrics(cdp)).script - before.script;
}
