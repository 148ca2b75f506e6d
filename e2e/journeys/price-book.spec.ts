/** The price book on the screen: what is typed is checked, what is saved is kept with its history, and nobody's edit is lost. */
import { expect, type Page, test } from "@playwright/test";
import { BEARER, findPrice, reportUsage, setPrice } from "../server/rest-calls";

const PRICES = "/admin/model-pricing";
const drawerOf = (page: Page) => page.getByRole("dialog");
const rowOf = (page: Page, model: string) => page.getByRole("row", { name: new RegExp(`^${model}\\b`) });

const BAD_PRICES = [
  ["-1", "This is negative. Enter 0 for free, or a positive number."],
  ["NaN", "This is not a number."],
  ["1e400", "This is larger than any price may be"],
  ["0x10", "This is not a decimal number. Write it as 3 or 0.25"],
] as const;

test("a price is created; what is no price is refused in a sentence and nothing is written", async ({
  page,
  request,
}) => {
  await page.goto(PRICES);
  await page.getByRole("button", { name: "New price" }).click();
  const drawer = drawerOf(page);
  const create = drawer.getByRole("button", { name: "Create" });
  const input = drawer.getByRole("textbox", { name: "Input", exact: true });
  await expect(create).toBeDisabled();
  await input.fill("3");
  await create.click();
  await expect(drawer.getByText("Must not be empty")).toBeVisible();

  await drawer.getByRole("textbox", { name: "Model" }).fill("pb-created");
  await drawer.getByLabel("Provider").fill("acme");
  for (const [text, sentence] of BAD_PRICES) {
    await input.fill(text);
    await expect(drawer.getByText(sentence)).toBeVisible();
    await create.click();
    await expect(drawer).toBeVisible();
  }
  await input.fill("");
  await drawer.getByRole("textbox", { name: "Notes" }).fill("without any price");
  await create.click();
  await expect(drawer.getByText("Is missing and there is no token price to derive it from.")).toBeVisible();
  expect(await findPrice(request, "pb-created")).toBeNull();

  await input.fill("3.00");
  await drawer.getByRole("textbox", { name: "Output", exact: true }).fill("15");
  await create.click();
  await expect(drawer).toBeHidden();
  await expect(page.getByText(/pb-created has a price\. perRequest was missing and is filled/)).toBeVisible();
  expect(await findPrice(request, "pb-created")).toMatchObject({
    provider: "acme",
    inputPer1M: "3",
    outputPer1M: "15",
    perRequest: "0.0105",
  });
});

for (const text of ["-1", "NaN", "1e400", "0x10", ""]) {
  test(`a program that sends "${text}" as a price is refused in a sentence`, async ({ request }) => {
    const answer = await request.put("/api/prices/pb-by-program", { headers: BEARER, data: { inputPer1M: text } });
    expect(answer.status()).toBe(400);
    expect(await answer.text()).toContain("inputPer1M");
    expect(await findPrice(request, "pb-by-program")).toBeNull();
  });
}

test("an edit is saved with its reason and stands in the history", async ({ page, request }) => {
  await setPrice(request, "pb-edited", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await page.goto(`${PRICES}?q=pb-edited`);
  await rowOf(page, "pb-edited").click();
  const drawer = drawerOf(page);
  await drawer.getByRole("textbox", { name: "Input", exact: true }).fill("2.5");
  await drawer.getByRole("textbox", { name: "Reason" }).fill("a new contract");
  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer).toBeHidden();
  await expect(rowOf(page, "pb-edited")).toContainText("$2.50");

  await page.getByRole("button", { name: "More about pb-edited" }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  await expect(page).toHaveURL(/pane=history/);
  await expect(drawer.getByText("in force", { exact: true })).toBeVisible();
  await expect(drawer.getByText("past", { exact: true })).toBeVisible();
  await expect(drawer.getByText("Reason: a new contract")).toBeVisible();
  await expect(drawer.getByText("$3.00")).toBeVisible();
});

test("of two editors one wins, and the other sees both values side by side", async ({ page, request }) => {
  await setPrice(request, "pb-contested", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await page.goto(`${PRICES}?open=pb-contested`);
  const drawer = drawerOf(page);
  const input = drawer.getByRole("textbox", { name: "Input", exact: true });
  await input.fill("4");
  await setPrice(request, "pb-contested", { provider: "acme", inputPer1M: "7", outputPer1M: "15" });

  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer.getByRole("row", { name: /^Input \$4 \$7/ })).toBeVisible();
  await expect(input).toHaveValue("4");
  expect(await findPrice(request, "pb-contested")).toMatchObject({ inputPer1M: "7" });

  await drawer.getByRole("button", { name: "Save" }).click();
  await expect(drawer).toBeHidden();
  expect(await findPrice(request, "pb-contested")).toMatchObject({ inputPer1M: "4" });
});

test("an entry is switched off and on in its row", async ({ page, request }) => {
  await setPrice(request, "pb-toggled", { provider: "acme", inputPer1M: "3" });
  await page.goto(`${PRICES}?q=pb-toggled`);
  const isUsed = page.getByRole("switch", { name: "pb-toggled is used" });
  await expect(isUsed).toBeChecked();
  await isUsed.click();
  await expect(page.getByText("pb-toggled is off from now")).toBeVisible();
  await expect(isUsed).not.toBeChecked();
  expect(await findPrice(request, "pb-toggled")).toMatchObject({ isActive: false });
  await isUsed.click();
  await expect(page.getByText("pb-toggled is on from now")).toBeVisible();
  await expect(isUsed).toBeChecked();
  expect(await findPrice(request, "pb-toggled")).toMatchObject({ isActive: true });
});

test("an entry that prices requests is switched off after a look at what that means", async ({ page, request }) => {
  await setPrice(request, "pb-in-use", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await reportUsage(request, [{ requestId: "pb-2", model: "pb-in-use", promptTokens: 1000, completionTokens: 0 }]);
  await page.goto(`${PRICES}?q=pb-in-use`);
  const isUsed = page.getByRole("switch", { name: "pb-in-use is used" });
  await isUsed.click();
  const dialog = page.getByRole("dialog", { name: "Switch pb-in-use off?" });
  await expect(dialog).toContainText("1 request, $0.003 → $0.005");
  await dialog.getByRole("button", { name: "Keep as is" }).click();
  await expect(isUsed).toBeChecked();
  await isUsed.click();
  await dialog.getByRole("button", { name: "Switch off" }).click();
  await expect(page.getByText("pb-in-use is off from now")).toBeVisible();
  expect(await findPrice(request, "pb-in-use")).toMatchObject({ isActive: false });
});

test("a delete shows first what it would mean, and the history stays", async ({ page, request }) => {
  await setPrice(request, "pb-deleted", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await reportUsage(request, [{ requestId: "pb-1", model: "pb-deleted", promptTokens: 1000, completionTokens: 0 }]);
  await page.goto(`${PRICES}?q=pb-deleted`);
  await page.getByRole("button", { name: "More about pb-deleted" }).click();
  await page.getByRole("menuitem", { name: "Delete …" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete the price of pb-deleted?" });
  await expect(dialog).toContainText("1 request, $0.003 → $0.005");
  await expect(dialog).toContainText("own entry → default");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("No entry matches")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Select all 0 of prices" })).toBeDisabled();
  expect(await findPrice(request, "pb-deleted")).toBeNull();

  await page.goto(`${PRICES}?open=pb-deleted&pane=history`);
  await expect(drawerOf(page).getByText("past", { exact: true })).toBeVisible();
});

test("a new entry shows which rule it puts behind itself", async ({ page, request }) => {
  await setPrice(request, "pb-wide-*", { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  await reportUsage(request, [{ requestId: "pb-w", model: "pb-wide-a", promptTokens: 1000, completionTokens: 0 }]);
  await page.goto(`${PRICES}?new=pb-wide-a`);
  await drawerOf(page).getByLabel("Provider").fill("acme");
  await drawerOf(page).getByRole("textbox", { name: "Input" }).fill("1");
  await drawerOf(page).getByRole("textbox", { name: "Output" }).fill("2");
  await expect(drawerOf(page)).toContainText("Last 30 days: 1 request, $0.003 → $0.001");
  await expect(drawerOf(page)).toContainText(
    "The wildcard pb-wide-* no longer answers for 1 name (1 request): the entry pb-wide-a does.",
  );
});

test("the unit is in the URL, and every amount is exact on hover", async ({ page, request }) => {
  await setPrice(request, "pb-unit", { provider: "acme", inputPer1M: "0.123456", outputPer1M: "15" });
  await page.goto(`${PRICES}?q=pb-unit`);
  const row = rowOf(page, "pb-unit");
  await expect(row).toContainText("$15.00");
  const amount = row.getByText("$0.123", { exact: true });
  await amount.hover();
  // A hand never rests on one pixel: the tip is made by the first move over the amount and opens with the next.
  await amount.hover({ position: { x: 4, y: 4 } });
  await expect(page.getByRole("tooltip", { name: "$0.123456 USD per 1M tokens" })).toBeVisible();

  await page.getByText("per 1K", { exact: true }).click();
  await expect(page).toHaveURL(/unit=1k/);
  await expect(row).toContainText("$0.015");
  await page.reload();
  await expect(row).toContainText("$0.015");
  await expect(page.getByRole("columnheader", { name: "Input / 1K" })).toBeVisible();
});

test("the keyboard finds, opens and leaves an entry", async ({ page, request }) => {
  for (const name of ["pb-key-a", "pb-key-b"]) await setPrice(request, name, { provider: "acme", inputPer1M: "1" });
  await page.goto(PRICES);
  const search = page.getByRole("searchbox", { name: "Search prices" });
  await expect(search).toBeVisible();
  await page.keyboard.press("/");
  await expect(search).toBeFocused();
  await page.keyboard.type("pb-key");
  await expect(page).toHaveURL(/q=pb-key/);
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.keyboard.press("Escape");
  await expect(search).not.toBeFocused();

  const grid = page.getByRole("grid", { name: "prices" });
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/open=pb-key-b/);
  await expect(drawerOf(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawerOf(page)).toBeHidden();
  await expect(page).not.toHaveURL(/open=/);
  await expect(page).toHaveURL(/q=pb-key/);
});
