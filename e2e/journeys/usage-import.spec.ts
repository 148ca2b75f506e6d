/**
 * Files of the past: columns are mapped, rows are seen and brought in; the same file again books nothing; spend logs are known; days that
 * are counted already are named, and brought in only when somebody ticks that.
 */
import { expect, type Page, test } from "@playwright/test";
import { seriousProblems } from "../browser/serious-problems";
import { tooWide } from "../browser/too-wide";
import { reportUsage, setPrice } from "../server/rest-calls";

const MODEL = "ui-model";
const NAME = `ui-${Date.now().toString(36)}`;

test.beforeAll(async ({ request }) => {
  await setPrice(request, MODEL, { provider: "acme", inputPer1M: "1", outputPer1M: "2", perRequest: "0.002" });
});

const line = (at: number) => `${NAME}-${at},2025-03-0${(at % 9) + 1} 10:00:00,${MODEL},1000000,0`;
const CSV = [
  "Call,When,Model name,In tokens,Completion tokens",
  ...Array.from({ length: 2500 }, (_, at) => line(at)),
  `${NAME}-bad,yesterday,${MODEL},1,1`,
].join("\n");

async function choose(page: Page, name: string, text: string) {
  await page.goto("/admin/usage-import");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose a file" }).click();
  await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
}

async function take(page: Page, column: string, field: string) {
  const select = page.getByRole("combobox", { name: `${column} is taken as` });
  await select.click();
  await page.getByRole("option", { name: field, exact: true }).click();
  await expect(select).toHaveValue(field);
}

const IMPORT = "Import the file";
const COUNT_AS_WELL = "Count the requests of this file as well";

/** An earlier try of the same journey may have left requests on these days. */
async function bringIn(page: Page) {
  const accept = page.getByRole("checkbox", { name: COUNT_AS_WELL });
  await expect(accept.or(page.getByText("No request is booked on the days of this file."))).toBeVisible();
  if (await accept.isVisible()) await accept.check();
  await page.getByRole("button", { name: IMPORT }).click();
}

const summary = (page: Page) => page.getByRole("status").filter({ hasText: "rows," });

test("columns are mapped, rows are seen before, and what became of each is told", async ({ page }) => {
  await choose(page, `${NAME}.csv`, CSV);
  await expect(page.getByText("A file whose columns are mapped")).toBeVisible();
  await take(page, "Call", "Request id");
  await take(page, "When", "Time");
  await take(page, "In tokens", "Prompt tokens");
  const first = page.getByRole("row", { name: /line 2 / });
  await expect(first).toContainText("2025-03-01T10:00:00.000Z");
  await expect(first).toContainText("$1.00");
  await bringIn(page);
  await expect(summary(page)).toHaveText("Done: 2,501 rows, 2,500 accepted, 0 duplicate, 0 quarantined, 1 refused.", {
    timeout: 60_000,
  });
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "1 rows as CSV" }).first().click();
  expect((await download).suggestedFilename()).toBe("refused-rows.csv");
  await page.getByRole("link", { name: "See the requests" }).click();
  await expect(page).toHaveURL(/gateway=history/);
});

test("the same file again is taken by the same columns, and all of it is a duplicate", async ({ page }) => {
  await choose(page, `${NAME}.csv`, CSV);
  await expect(page.getByRole("row", { name: /line 2 / })).toContainText("booked before");
  await bringIn(page);
  await expect(summary(page)).toContainText("0 accepted, 2,500 duplicate, 0 quarantined, 1 refused", {
    timeout: 60_000,
  });
});

test("spend logs of LiteLLM are known by their columns", async ({ page }) => {
  const header =
    "request_id,spend,startTime,endTime,model,model_group,prompt_tokens,completion_tokens,total_tokens,metadata";
  const row = `${NAME}-log,0.5,2025-03-01 10:00:00,2025-03-01 10:00:01,${MODEL},${MODEL},1000000,0,1000000,{}`;
  await choose(page, "spend-logs.csv", `${header}\n${row}\n`);
  await expect(page.getByText("LiteLLM's spend logs", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("row", { name: /line 2 / })).toContainText("$0.50");
  await bringIn(page);
  await expect(summary(page)).toContainText("1 rows, 1 accepted");
});

test("days that a gateway has reported already are named, and counted as well only when that is ticked", async ({
  page,
  request,
}) => {
  const days = ["2025-04-01", "2025-04-02"];
  await reportUsage(
    request,
    days.map((day) => ({ requestId: `${NAME}-live-${day}`, model: MODEL, occurredAt: `${day}T08:00:00Z` })),
  );
  const rows = [...days, "2025-04-03"].map((day) => `${NAME}-file-${day},${day} 10:00:00,${MODEL}`);
  await choose(page, "april.csv", ["requestId,occurredAt,model", ...rows].join("\n"));
  await expect(page.getByRole("alert")).toContainText(
    "2 days of this file have requests already: 2025-04-01 to 2025-04-02",
  );
  const booked = page.getByRole("grid", { name: "Booked already" });
  for (const day of days) await expect(booked.getByRole("row", { name: new RegExp(`${day} .*\\$0`) })).toBeVisible();
  await expect(page.getByRole("button", { name: IMPORT })).toBeDisabled();
  expect(await seriousProblems(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 900 });
  expect(await tooWide(page)).toEqual([]);
  await page.getByRole("checkbox", { name: COUNT_AS_WELL }).check();
  await page.getByRole("button", { name: IMPORT }).click();
  await expect(summary(page)).toContainText("3 rows, 3 accepted");
});

test("requests that come between the look and the click are not counted twice unseen", async ({ page, request }) => {
  const day = "2025-04-20";
  const file = `requestId,occurredAt,model\n${NAME}-raced,${day} 10:00:00,${MODEL}\n`;
  await choose(page, "raced.csv", file);
  await expect(page.getByText("No request is booked on the days of this file.")).toBeVisible();
  await reportUsage(request, [{ requestId: `${NAME}-race`, model: MODEL, occurredAt: `${day}T08:00:00Z` }]);
  await page.getByRole("button", { name: IMPORT }).click();
  await expect(page.getByText("acceptsOverlap: is not set")).toBeVisible();
  await page.getByRole("checkbox", { name: COUNT_AS_WELL }).check();
  await page.getByRole("button", { name: IMPORT }).click();
  await expect(summary(page)).toContainText("1 rows, 1 accepted");
});
