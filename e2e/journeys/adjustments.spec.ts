/** A provider's discount: refused in a sentence, given, seen in the arithmetic, ended. */
import { expect, test } from "@playwright/test";

const PROVIDER = "discounting-house";

test("a discount lowers what requests of its provider cost, until it is ended", async ({ page }) => {
  await page.goto("/admin/settings?tab=pricing");
  await page.getByRole("button", { name: "Add" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByRole("combobox", { name: "Provider" }).fill(PROVIDER);
  await form.getByRole("textbox", { name: "Discount, %" }).fill("-5");
  await form.getByRole("textbox", { name: "Discount, %" }).press("Enter");
  await expect(form.getByText("Must be more than 0. Leave it empty for none.")).toBeVisible();
  await form.getByRole("textbox", { name: "Discount, %" }).fill("5");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toBeHidden();

  const row = page.getByRole("row", { name: new RegExp(`^${PROVIDER}`) });
  await expect(row).toContainText("5 %");
  await expect(row).toContainText("in force");

  await page.goto(`/explain?model=nobody-priced-this&provider=${PROVIDER}`);
  await expect(page.getByRole("row", { name: /^Discount/ })).toContainText("-$0.00025");
  await expect(page.getByRole("row", { name: /^Total/ })).toContainText("$0.00475");

  await page.goto("/admin/settings?tab=pricing");
  await row.getByRole("button", { name: "End" }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(row).toBeHidden();
});
