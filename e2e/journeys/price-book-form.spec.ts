/**
 * The form of a price: thresholds and tiers by keyboard, what is refused at its field, what others change while somebody types, a
 * price that begins with another one's, findings applied together, a bulk edit with a date.
 */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { BEARER, findPrice, setPrice } from "../server/rest-calls";

const PRICES = "/admin/model-pricing";
const drawerOf = (page: Page) => page.getByRole("dialog");
const rowOf = (page: Page, model: string) => page.getByRole("row", { name: new RegExp(`^${model}\\b`) });
const ACME = { provider: "acme", inputPer1M: "3", outputPer1M: "15", perRequest: "0.01" };

test("thresholds and tiers are written by keyboard; what is wrong is said at its field and nothing is written", async ({
  page,
  request,
}) => {
  await setPrice(request, "pf-bounds", ACME);
  await page.goto(`${PRICES}?open=pf-bounds`);
  const drawer = drawerOf(page);
  await drawer.getByRole("button", { name: /^Long prompts/ }).press("Enter");
  await drawer.getByRole("button", { name: "Add a threshold" }).press("Enter");
  const above = drawer.getByRole("textbox", { name: "Threshold 1: Above tokens" });
  await expect(above).toBeFocused();
  const save = drawer.getByRole("button", { name: "Save" });
  for (const [text, sentence] of [
    ["200k", "Write it in digits only, as 200000."],
    ["-5", "This is negative."],
    ["1.5", "Write it in digits only"],
  ] as const) {
    await above.fill(text);
    await expect(drawer.getByText(sentence)).toBeVisible();
    await save.press("Enter");
  }
  await above.fill("200000");
  await save.press("Enter");
  await expect(drawer.getByText("This names no rate. Enter at least one")).toBeVisible();
  const input = drawer.getByRole("textbox", { name: /^Threshold 1: Input/ });
  await input.fill("1,5");
  await expect(drawer.getByText("This is not a decimal number")).toBeVisible();
  await save.press("Enter");
  expect(await findPrice(request, "pf-bounds")).toMatchObject({ version: 1 });

  await drawer.getByText("per 1K", { exact: true }).click();
  await input.fill("0.006");
  await drawer.getByRole("button", { name: "Add a tier" }).press("Enter");
  await expect(drawer.getByRole("textbox", { name: "Tier 1: More than" })).toHaveValue("0");
  await drawer.getByRole("button", { name: "Remove tier 1" }).press("Enter");
  await expect(drawer.getByRole("button", { name: "Add a tier" })).toBeFocused();
  await save.press("Enter");
  await expect(drawer).toBeHidden();
  expect(await findPrice(request, "pf-bounds")).toMatchObject({
    inputPer1M: "3",
    thresholds: [{ aboveTokens: 200_000, inputPer1M: "6" }],
  });
});

test("terms the form does not edit are said in words and kept", async ({ page, request }) => {
  const kept = { serviceTiers: { flex: { inputPer1M: "1.5" } }, perUnit: { outputImages: "0.04" } };
  await setPrice(request, "pf-terms", { ...ACME, ...kept });
  await page.goto(`${PRICES}?open=pf-terms`);
  const drawer = drawerOf(page);
  await expect(drawer.getByRole("group", { name: "Other terms" })).toContainText("input $1.5 per 1M tokens");
  await drawer.getByRole("textbox", { name: "Notes" }).fill("seen");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer).toBeHidden();
  expect(await findPrice(request, "pf-terms")).toMatchObject({ notes: "seen", ...kept });
});

test("an open page shows what others change; what is being typed stays, theirs beside it to be taken or left", async ({
  page,
  request,
}) => {
  await setPrice(request, "pf-shared", ACME);
  await page.goto(`${PRICES}?q=pf-shared`);
  await expect(rowOf(page, "pf-shared")).toContainText("$3.00");
  await setPrice(request, "pf-shared", { ...ACME, inputPer1M: "4" });
  await expect(rowOf(page, "pf-shared")).toContainText("$4.00");

  await rowOf(page, "pf-shared").click();
  const drawer = drawerOf(page);
  const input = drawer.getByRole("textbox", { name: "Input", exact: true });
  const output = drawer.getByRole("textbox", { name: "Output", exact: true });
  await input.fill("5");
  await setPrice(request, "pf-shared", { ...ACME, inputPer1M: "7", outputPer1M: "20" });
  const met = drawer.getByRole("alert").filter({ hasText: "Changed while you were typing" });
  await expect(met.getByRole("row", { name: /^Input \$5 \$7/ })).toBeVisible();
  await expect(input).toHaveValue("5");
  await expect(output).toHaveValue("20");
  await met.getByRole("radiogroup", { name: "Output: whose value" }).getByText("Keep mine").click();
  await expect(output).toHaveValue("15");
  await met.getByRole("radiogroup", { name: "Input: whose value" }).getByText("Take theirs").click();
  await expect(input).toHaveValue("7");
  await met.getByRole("radiogroup", { name: "Input: whose value" }).getByText("Keep mine").click();
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer).toBeHidden();
  expect(await findPrice(request, "pf-shared")).toMatchObject({ inputPer1M: "5", outputPer1M: "15" });
});

test("an entry deleted while somebody types is written again", async ({ page, request }) => {
  await setPrice(request, "pf-gone", ACME);
  await page.goto(`${PRICES}?open=pf-gone`);
  const drawer = drawerOf(page);
  await drawer.getByRole("textbox", { name: "Input", exact: true }).fill("9");
  const answer = await request.delete("/api/prices/pf-gone", { headers: { ...BEARER, "if-match": '"1"' } });
  expect(answer.ok()).toBe(true);
  await expect(drawer.getByText("Deleted while you were typing")).toBeVisible();
  await drawer.getByRole("button", { name: "Create again" }).click();
  await expect(drawer).toBeHidden();
  expect(await findPrice(request, "pf-gone")).toMatchObject({ inputPer1M: "9", provider: "acme" });
});

test("a new price begins with another one's, and says so", async ({ page, request }) => {
  await setPrice(request, "pf-base", { ...ACME, thresholds: [{ aboveTokens: 1000, inputPer1M: "6" }] });
  await page.goto(`${PRICES}?new=pf-alias&from=pf-base`);
  const drawer = drawerOf(page);
  await expect(drawer.getByText("Begun with the price of “pf-base”")).toBeVisible();
  await expect(drawer.getByRole("textbox", { name: "Input", exact: true })).toHaveValue("3");
  await drawer.getByLabel("Provider").fill("acme");
  await drawer.getByRole("textbox", { name: "Output", exact: true }).fill("14");
  await drawer.getByRole("button", { name: "Create" }).click();
  await expect(drawer).toBeHidden();
  expect(await findPrice(request, "pf-alias")).toMatchObject({
    inputPer1M: "3",
    outputPer1M: "14",
    thresholds: [{ aboveTokens: 1000 }],
  });
});

test("a kind of findings is looked at and applied as one batch", async ({ page, request }) => {
  for (const name of ["pf-swap-a", "pf-swap-b"]) {
    await setPrice(request, name, { provider: "acme", inputPer1M: "9", outputPer1M: "3", perRequest: "0.01" });
  }
  await page.goto(`${PRICES}?view=findings&finding=output-cheaper-than-input&q=pf-swap`);
  await page.getByRole("button", { name: "Apply all 2 …" }).click();
  const drawer = drawerOf(page);
  await expect(drawer.getByRole("row", { name: /pf-swap-a.*input \$9 → \$3/ })).toBeVisible();
  await drawer.getByRole("checkbox", { name: "Select pf-swap-b" }).click();
  await drawer.getByRole("button", { name: "Apply 1 price" }).click();
  await expect(drawer.getByText("Prices are in force")).toBeVisible();
  expect(await findPrice(request, "pf-swap-a")).toMatchObject({ inputPer1M: "3", outputPer1M: "9" });
  expect(await findPrice(request, "pf-swap-b")).toMatchObject({ inputPer1M: "9" });
});

test("a bulk edit with a date is scheduled for every row", async ({ page, request }) => {
  for (const name of ["pf-dated-a", "pf-dated-b"]) await setPrice(request, name, ACME);
  await page.goto(`${PRICES}?q=pf-dated`);
  await page.getByRole("checkbox", { name: /^Select all/ }).click();
  await page.getByRole("button", { name: "Multiply" }).click();
  const drawer = drawerOf(page);
  await drawer.getByLabel("Factor").fill("1.2");
  await chooseNextMonth(page);
  await drawer.getByRole("button", { name: "Change 2 prices" }).click();
  await expect(drawer.getByText("Prices are scheduled")).toBeVisible();
  await drawer.getByRole("button", { name: "Close" }).first().click();
  await expect(rowOf(page, "pf-dated-a")).toContainText("scheduled");
  await expect(rowOf(page, "pf-dated-a")).toContainText("$3.00");
  await expectScheduled(request, "pf-dated-b");
});

async function chooseNextMonth(page: Page): Promise<void> {
  await drawerOf(page).getByRole("button", { name: "Holds from" }).click();
  await page.locator("[data-direction=next]").first().click();
  await page.locator("table button:not([data-outside])").filter({ hasText: /^15$/ }).click();
  await page.keyboard.press("Escape");
}

async function expectScheduled(http: APIRequestContext, model: string): Promise<void> {
  const answer = await http.get(`/api/prices/${model}/history`, { headers: BEARER });
  const { versions } = (await answer.json()) as { versions: readonly Record<string, unknown>[] };
  expect(versions[0]).toMatchObject({ inputPer1M: "3.6", validUntil: null });
  expect(Date.parse(String(versions[0]?.validFrom))).toBeGreaterThan(Date.now());
}
