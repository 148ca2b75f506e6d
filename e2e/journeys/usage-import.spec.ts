/** Files of the past: columns are mapped, rows are seen and brought in; the same file again books nothing; spend logs are known. */
import { expect, type Page, test } from "@playwright/test";
import { setPrice } from "../server/rest-calls";

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
  await page.getByRole("button", { name: "Import the file" }).click();
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
  await page.getByRole("button", { name: "Import the file" }).click();
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
  await page.getByRole("button", { name: "Import the file" }).click();
  await expect(summary(page)).toContainText("1 rows, 1 accepted");
});
