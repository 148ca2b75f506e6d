/** AG Grid with the same rows, columns and selection as the wizard's. It comes from the registry, into a cache. */
import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Browser } from "@playwright/test";
import { cacheFolder } from "../browser/cache-folder";
import { metrics, scroll, shows, type Works } from "./measure";

export const AG_GRID = "36.2.0";
const AG_PLACE = "#grid";

type Terms = Readonly<{ inputPer1M?: string; outputPer1M?: string }> | null | undefined;
export type BenchRow = Readonly<{
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

export async function worksOfAgGrid(browser: Browser, rows: readonly BenchRow[]): Promise<Works> {
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
  await cdp.send("Performance.enable");
  return {
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
  };
}
