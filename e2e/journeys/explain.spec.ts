/** Why a name costs what it costs: names are exact, a wildcard is asked for, dots do not matter, and the question is a link. */
import { expect, type Page, test } from "@playwright/test";
import { reportUsage, setPrice } from "../server/rest-calls";

const pricedBy = (page: Page) => page.getByText(/^“.*” is priced by: /);
const explain = (page: Page, model: string) => page.goto(`/explain?model=${encodeURIComponent(model)}`);

test("a price of gpt-4o is none of gpt-4o-mini", async ({ page, request }) => {
  await setPrice(request, "gpt-4o", { inputPer1M: "5", outputPer1M: "15" });
  await explain(page, "gpt-4o");
  await expect(pricedBy(page)).toContainText("“gpt-4o” is priced by: price book, this name");
  await explain(page, "gpt-4o-mini");
  await expect(page.getByText('The price book has no entry "gpt-4o-mini".')).toBeVisible();
  await expect(pricedBy(page)).toContainText("“gpt-4o-mini” is priced by: catalogue, provider/model");
});

test("a wildcard prices the names that begin so", async ({ page, request }) => {
  await setPrice(request, "my-custom*", { provider: "openai", inputPer1M: "1", outputPer1M: "3" });
  await explain(page, "my-custom-v2");
  await expect(pricedBy(page)).toContainText("“my-custom-v2” is priced by: price book, wildcard");
  // 1,000 x $1 / 1M + 500 x $3 / 1M
  await expect(page.getByText("$0.0025", { exact: true }).first()).toBeVisible();
});

test("gpt-41 and gpt-4.1 are one name", async ({ page, request }) => {
  await setPrice(request, "gpt-4.1", { inputPer1M: "2", outputPer1M: "8" });
  await explain(page, "gpt-41");
  await expect(pricedBy(page)).toContainText("“gpt-41” is priced by: price book, this name");
  // 1,000 x $2 / 1M + 500 x $8 / 1M
  await expect(page.getByText("$0.006", { exact: true }).first()).toBeVisible();
});

for (const name of ["constructor", "__proto__", "toString"]) {
  test(`${name} is just an unknown model`, async ({ page }) => {
    await explain(page, name);
    await expect(page.getByText(`The price book has no entry "${name}".`).first()).toBeVisible();
    await expect(page.getByText(`The catalogue has no entry "${name}".`)).toBeVisible();
    await expect(pricedBy(page)).toContainText("default");
    await expect(page.getByRole("link", { name: "Price it" })).toBeVisible();
  });
}

test("the question is in the URL: a link is the answer", async ({ page }) => {
  await page.goto("/explain");
  await page.getByRole("combobox", { name: "Model" }).fill("xp-linked");
  await page.getByLabel("Tokens in").fill("42");
  await expect(page).toHaveURL(/model=xp-linked/);
  await expect(page).toHaveURL(/promptTokens=%2242%22/);
  await expect(pricedBy(page)).toContainText("xp-linked");
  await page.reload();
  await expect(page.getByRole("combobox", { name: "Model" })).toHaveValue("xp-linked");
  await expect(page.getByLabel("Tokens in")).toHaveValue("42");
  await expect(pricedBy(page)).toContainText("xp-linked");

  await page.getByLabel("Tokens in").fill("-1");
  await expect(page.getByText("A whole number of tokens, or empty when not known")).toBeVisible();
});

test("a request is explained with its own pictures, and a report as the sum that it is", async ({ page, request }) => {
  await setPrice(request, "xq-pictures", { provider: "acme", perUnit: { outputImages: "0.04" } });
  await setPrice(request, "xq-each", { provider: "acme", perRequest: "0.02" });
  await reportUsage(request, [
    { requestId: "xq-1", model: "xq-pictures", units: { outputImages: 3 } },
    { requestId: "xq-2", model: "xq-each", promptTokens: 1000, completionTokens: 1, sumOfRequests: 10 },
  ]);
  for (const [model, cost] of [
    ["xq-pictures", "$0.12"],
    ["xq-each", "$0.2"],
  ] as const) {
    await page.goto(`/dashboard/logs?model=${model}`);
    await page.getByRole("grid", { name: "Requests" }).getByRole("row").nth(1).click();
    const arithmetic = page.locator("section", { has: page.getByRole("heading", { name: "Arithmetic" }) });
    await expect(arithmetic).toContainText(cost);
    await page.getByRole("link", { name: "Explain", exact: true }).last().click();
    await expect(page).toHaveURL(/\/explain/);
    await expect(page.getByRole("main")).toContainText(cost);
  }
});
