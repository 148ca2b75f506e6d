/**
 * Two people review prices that overlap, each in a browser of their own: the first one writes, the second one is told which price
 * moved and writes nothing; the review shows what stands now, and from there it is one more click.
 */
import { expect, type Page, test } from "@playwright/test";
import { findPrice, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";

async function review(page: Page, prices: Readonly<Record<string, string>>): Promise<void> {
  const rows = Object.entries(prices).map(([model, input]) => `${model},acme,${input}`);
  await page.goto("/admin/model-pricing?view=import");
  await page.getByLabel("Or paste rows").fill(["model,provider,inputPer1M", ...rows].join("\n"));
  await page.getByRole("button", { name: "Look at the rows" }).click();
}

test("the second of two overlapping imports is told, and nothing of it is written", async ({
  page,
  browser,
  baseURL,
  request,
}) => {
  await setPrice(request, "both-want", { provider: "acme", inputPer1M: "3" });
  const url = baseURL ?? "";
  const other = await browser.newContext({ baseURL: url, storageState: await signIn(url) });
  const second = await other.newPage();
  await review(page, { "both-want": "4", "only-first": "1" });
  await review(second, { "both-want": "5", "only-second": "1" });
  const writeOf = (each: Page) => each.getByRole("button", { name: "Import 2 prices" });
  await expect(writeOf(second)).toBeEnabled();
  await writeOf(page).click();
  await expect(page.getByText("1 new, 1 changed.")).toBeVisible();

  await writeOf(second).click();
  await expect(second.getByText("Changed meanwhile")).toBeVisible();
  expect(await findPrice(request, "only-second")).toBeNull();
  expect(await findPrice(request, "both-want")).toMatchObject({ inputPer1M: "4" });

  await expect(second.getByRole("grid").getByRole("row", { name: /both-want/ })).toContainText("input $4 → $5");
  await writeOf(second).click();
  await expect(second.getByText("1 new, 1 changed.")).toBeVisible();
  expect(await findPrice(request, "both-want")).toMatchObject({ inputPer1M: "5" });
  await other.close();
});
