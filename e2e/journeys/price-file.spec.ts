/**
 * Prices from a spreadsheet: pasted, its columns guessed and its unit chosen, a refused row left out and handed back, a held
 * one chosen, all of it one batch that is taken back. A reload on the way loses nothing; a sign-out leaves nothing. Then the export,
 * dropped as a file, changes nothing.
 */
import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { SESSION_FILE } from "../server/places";
import { BEARER, findPrice, setPrice } from "../server/rest-calls";
import { type SignedIn, signIn } from "../server/sign-in";

const ROWS = [
  ["Model name", "Vendor", "Input price", "Output price", "Remarks"],
  ["file-standing", "acme", "0.03", "0.015", "dearer"],
  ["file-new", "acme", "0.001", "0.002", ""],
  ["file-bad", "acme", "1,5", "0.002", ""],
];
const PASTE = ROWS.map((cells) => cells.join("\t")).join("\n");
const BATCH = "Vendor list of the journey";

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ playwright }) => {
  const http = await playwright.request.newContext({ baseURL: process.env.E2E_URL ?? "" });
  await setPrice(http, "file-standing", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await http.dispose();
});

const rowOf = (page: Page, name: string) => page.getByRole("grid").getByRole("row", { name: new RegExp(name) });

test("rows of a spreadsheet are seen one by one and imported without the bad one", async ({ page, request }) => {
  await page.goto("/admin/model-pricing");
  await page.getByRole("button", { name: "Import" }).click();
  await expect(page).toHaveURL(/view=import/);
  await page.getByLabel("Or paste rows").fill(PASTE);
  await page.getByRole("button", { name: "Look at the rows" }).press("Enter");

  await expect(page.getByRole("combobox", { name: "Input price is taken as" })).toHaveValue("Input");
  await expect(page.getByText("Choose it: nothing is assumed.")).toBeVisible();
  await page.getByRole("combobox", { name: "Unit of token prices" }).click();
  await page.getByRole("option", { name: "per 1K tokens" }).click();

  await expect(rowOf(page, "file-standing")).toContainText("input $3 → $30 (+900 %)");
  await expect(rowOf(page, "file-bad")).toContainText("Input price can be read in two ways");
  const write = page.getByRole("button", { name: "Import 2 prices" });
  await expect(page.getByRole("button", { name: "Import 1 price" })).toBeDisabled();
  await page.getByRole("button", { name: /^Refused \d/ }).click();
  await expect(page).toHaveURL(/outcome=refused/);
  await expect(rowOf(page, "file-new")).toBeHidden();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Refused rows with reasons" }).click();
  const bad = await readFile(await (await download).path(), "utf8");
  expect(bad).toMatch(
    /^line,problem,Model name,.*\n4,"?Input price can be read in two ways[^\n]*"?,file-bad,acme,"1,5",0\.002,\n$/,
  );

  await page.getByRole("button", { name: /^All \d/ }).click();
  await page.getByRole("checkbox", { name: "Select file-standing" }).check();
  await page.getByRole("checkbox", { name: "Import the good rows without the 1 refused" }).check();
  await page.getByRole("textbox", { name: "Name of the batch" }).fill(BATCH);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name of the batch" })).toHaveValue(BATCH);
  await expect(page.getByRole("combobox", { name: "Unit of token prices" })).toHaveValue("per 1K tokens");
  await expect(page.getByRole("checkbox", { name: "Select file-standing" })).toBeChecked();
  await write.click();
  await expect(page.getByText("1 new, 1 changed.")).toBeVisible();
  expect(await findPrice(request, "file-standing")).toMatchObject({
    inputPer1M: "30",
    outputPer1M: "15",
    notes: "dearer",
  });
  expect(await findPrice(request, "file-bad")).toBeNull();
  await page.reload();
  await expect(page.getByLabel("Or paste rows")).toHaveValue("");
});

test("the import is a batch that is taken back", async ({ page, request }) => {
  await page.goto("/admin/discovery?tab=batches");
  await rowOf(page, BATCH).click();
  await expect(page.getByRole("dialog", { name: BATCH })).toContainText("1 changed");
  await page.getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("button", { name: "Take back 2 prices" }).click();
  await expect.poll(() => findPrice(request, "file-new")).toBeNull();
  expect(await findPrice(request, "file-standing")).toMatchObject({ inputPer1M: "3", outputPer1M: "15" });
});

test("an export that comes back as a file changes nothing", async ({ page, request }) => {
  // Of this journey alone: others change the book meanwhile.
  const exported = (await (await request.get("/api/prices.csv", { headers: BEARER })).text()).split("\n");
  const own = exported.filter((line, index) => index === 0 || line.startsWith("file-"));
  expect(own.length).toBeGreaterThan(1);
  await page.goto("/admin/model-pricing?view=import");
  const file = { name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(own.join("\n")) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByRole("button", { name: "Import 0 prices" })).toBeDisabled();
  await expect(page.getByRole("button", { name: /^Already so \d/ })).toBeVisible();
});

test("many held rows are chosen by range and by keyboard", async ({ page, request }) => {
  const models = ["far-a", "far-b", "far-c", "far-d"];
  for (const model of models) await setPrice(request, model, { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await page.goto("/admin/model-pricing?view=import");
  const rows = models.map((model) => `${model},acme,30,15`);
  await page.getByLabel("Or paste rows").fill(["model,provider,inputPer1M,outputPer1M", ...rows].join("\n"));
  await page.getByRole("button", { name: "Look at the rows" }).click();
  await page.getByRole("button", { name: /^Held \d/ }).click();
  const tick = (model: string) => page.getByRole("checkbox", { name: `Select ${model}` });
  await tick("far-a").click();
  await tick("far-c").click({ modifiers: ["Shift"] });
  for (const model of ["far-a", "far-b", "far-c"]) await expect(tick(model)).toBeChecked();
  await expect(tick("far-d")).not.toBeChecked();
  await expect(page.getByText(/^1 row is held/)).toBeVisible();
  await page.getByRole("grid").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await expect(tick("far-d")).toBeChecked();
  await expect(page.getByRole("button", { name: "Import 4 prices" })).toBeEnabled();
});

test("a sheet with decimal commas is read once somebody says so", async ({ page }) => {
  await page.goto("/admin/model-pricing?view=import");
  await page.getByLabel("Or paste rows").fill("sep=;\nmodel;provider;Input;Unit\nfile-comma;acme;1,25;per 1M tokens\n");
  await page.getByRole("button", { name: "Look at the rows" }).click();
  await expect(page.getByText("CSV, 1 row", { exact: true })).toBeVisible();
  await expect(rowOf(page, "file-comma")).toContainText("Input can be read in two ways");
  await page.getByRole("combobox", { name: "Decimals" }).click();
  await page.getByRole("option", { name: "comma, 1,25" }).click();
  await expect(rowOf(page, "file-comma")).toContainText("input $1.25");
  await page.getByRole("button", { name: "Import 1 price" }).click();
  await expect(page.getByText("1 new, 0 changed.")).toBeVisible();
});

test("models.dev's file is known by its content; of a name that two sell, one is chosen", async ({ page, request }) => {
  const priced = (input: number) => ({ cost: { input, output: 8 } });
  const file = {
    acme: { models: { "file-dev": priced(2), "file-dev-none": {} } },
    other: { models: { "file-dev": priced(3) } },
  };
  await page.goto("/admin/model-pricing?view=import");
  const buffer = Buffer.from(JSON.stringify(file));
  await page.locator('input[type="file"]').setInputFiles({ name: "api.json", mimeType: "application/json", buffer });
  await expect(page.getByText("models.dev, 3 models", { exact: true })).toBeVisible();
  await expect(rowOf(page, "file-dev")).toContainText("stands here at different prices");
  await page.getByRole("button", { name: "1 left out, without a price to take" }).click();
  await expect(page.getByText("acme: file-dev-none has no price.")).toBeVisible();
  await page.getByRole("combobox", { name: "Only the prices of" }).click();
  await page.getByRole("option", { name: "other (1)" }).click();
  await expect(rowOf(page, "file-dev")).toContainText("input $3");
  await page.getByRole("button", { name: "Import 1 price" }).click();
  await expect(page.getByText("1 new, 0 changed.")).toBeVisible();
  expect(await findPrice(request, "file-dev")).toMatchObject({ provider: "other", inputPer1M: "3" });
});

test("a file of a million rows is refused before it is read, a config of LiteLLM is kept nowhere", async ({ page }) => {
  await page.goto("/admin/model-pricing?view=import");
  const rows = Buffer.from(`model,provider,inputPer1M\n${"file-big,acme,2.5\n".repeat(1_000_000)}`);
  const choose = page.locator('input[type="file"]');
  await choose.setInputFiles({ name: "big.csv", mimeType: "text/csv", buffer: rows });
  await expect(page.getByRole("alert")).toContainText("an import has at most 20,000 rows");
  const config = `model_list:
  - model_name: file-config
    litellm_params: {model: acme/x, api_key: sk-never, input_cost_per_token: 1e-06, output_cost_per_token: 2e-06}`;
  await choose.setInputFiles({ name: "config.yaml", mimeType: "application/yaml", buffer: Buffer.from(config) });
  await expect(page.getByText("LiteLLM config, 1 model", { exact: true })).toBeVisible();
  await expect(page.getByText("It may hold keys, so it is not kept")).toBeVisible();
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)]),
  );
  expect(kept).not.toContain("sk-never");
});

test("what was pasted is gone from the tab once its person signs out", async ({ browser, baseURL }) => {
  const url = baseURL ?? "";
  const context = await browser.newContext({ baseURL: url, storageState: await signIn(url) });
  const page = await context.newPage();
  const inTab = () => page.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  await page.goto("/admin/model-pricing?view=import");
  await page.getByLabel("Or paste rows").fill(PASTE);
  await page.getByRole("button", { name: "Look at the rows" }).click();
  await expect(page.getByText("Choose it: nothing is assumed.")).toBeVisible();
  expect(await inTab()).toContain("file-standing");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/sign-in/);
  expect(await inTab()).not.toContain("file-standing");

  const { cookies } = JSON.parse(await readFile(SESSION_FILE, "utf8")) as SignedIn;
  await context.addCookies(cookies);
  await page.goto("/admin/model-pricing?view=import");
  await expect(page.getByLabel("Or paste rows")).toHaveValue("");
  await context.close();
});
