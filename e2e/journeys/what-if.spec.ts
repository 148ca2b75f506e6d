/** Days replayed at another price: actual beside what-if, kept for everybody, and made a price change. */
import { expect, test } from "@playwright/test";
import { setPrice } from "../server/rest-calls";

const MODEL = "what-if-chat";

test("a what-if is asked, saved, and published through the review of a change", async ({ page, request }) => {
  await setPrice(request, MODEL, { provider: "openai", inputPer1M: "3", outputPer1M: "15" });
  await page.goto("/dashboard/what-if?period=7d");
  const ask = page.getByRole("button", { name: "What if", exact: true });
  await expect(ask).toBeDisabled();
  await page.getByRole("combobox", { name: "Model" }).fill(MODEL);
  await page.getByRole("group", { name: "Price 1" }).getByLabel("Input", { exact: true }).fill("6");
  await expect(ask).toBeEnabled();
  await page.getByRole("button", { name: "All prices" }).click();
  await page.getByRole("button", { name: "Long prompts: thresholds and tiers" }).click();
  await page.getByRole("button", { name: "Add a threshold" }).click();
  await expect(ask).toBeDisabled();
  await page.getByLabel("Threshold 1: Above tokens").fill("200000");
  await page.getByLabel("Threshold 1: Input").fill("12");
  await expect(ask).toBeEnabled();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Actual and what if" })).toBeVisible();
  // What other journeys reported by then, if any of them did.
  await expect(page.getByText(/are priced otherwise|no request is in these days/)).toBeVisible();
  await page.getByText("By day", { exact: true }).click();
  await expect(page.getByRole("grid", { name: "By day" })).toBeVisible();

  await page.getByRole("button", { name: "Save", exact: true }).click();
  const form = page.getByRole("dialog", { name: "Save this what-if" });
  await form.getByLabel("Name").fill("Twice the input");
  await form.getByRole("switch", { name: "for everybody who sees spend" }).check();
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Twice the input is saved")).toBeVisible();

  await page.getByRole("button", { name: "Make it a price change" }).click();
  const drawer = page.getByRole("dialog", { name: "Make it a price change" });
  await expect(drawer.getByText(MODEL).first()).toBeVisible();
  await drawer.getByRole("button", { name: "Cancel" }).click();
  await page.goto("/dashboard/what-if");
  await page.getByRole("button", { name: "Twice the input", exact: true }).click();
  await expect(page.getByLabel("Threshold 1: Above tokens")).toHaveValue("200000");
  await expect(page.getByRole("heading", { name: "Actual and what if" })).toBeVisible();
  await page.getByRole("button", { name: "Delete Twice the input" }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByText("Twice the input is deleted")).toBeVisible();
});

test("a discount that was tried out becomes one in one step; a snapshot leads to its review", async ({ page }) => {
  await page.goto("/dashboard/what-if?period=7d&kind=adjustment");
  await page.getByRole("textbox", { name: "Provider" }).fill("what-if-provider");
  await page.getByLabel("Discount, %").fill("12.5");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Make it a change" }).click();
  const form = page.getByRole("dialog", { name: "Discount or margin" });
  await expect(
    form.getByRole("combobox", { name: "Provider" }).or(form.getByRole("textbox", { name: "Provider" })),
  ).toHaveValue("what-if-provider");
  await expect(form.getByLabel("Discount, %")).toHaveValue("12.5");
  await form.getByRole("button", { name: /^From \d{4}-\d\d-\d\d on/ }).click();
  await expect(form.getByLabel("Holds from")).toContainText(/\d{4}-\d\d-\d\d 00:00/);
  await form.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved for what-if-provider.")).toBeVisible();

  await page.goto("/dashboard/what-if?period=7d&kind=adjustment");
  await page.getByRole("textbox", { name: "Provider" }).fill("what-if-provider");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "End the adjustment …" }).click();
  await page.getByRole("button", { name: "End it" }).click();
  await expect(page.getByText("Ended for what-if-provider")).toBeVisible();

  await page.goto("/dashboard/what-if?period=7d&kind=catalog");
  await page.getByRole("combobox", { name: "Snapshot of the catalogue" }).click();
  await page.getByRole("option").first().click();
  await page.getByRole("button", { name: "What if", exact: true }).click();
  await page.getByRole("link", { name: "What it changed" }).click();
  await expect(page.getByRole("heading", { name: "Review of changes" })).toBeVisible();
  await expect(page.getByRole("grid", { name: "recorded changes" })).toBeVisible();
});

test("a name that no request has, and one without a price, are said at their fields", async ({ page }) => {
  await page.goto("/dashboard/what-if?period=7d&kind=models");
  await page.getByRole("combobox", { name: "Model" }).fill("no-such-chat");
  await page.getByRole("combobox", { name: "At the price of" }).fill("no-such-price");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "What if", exact: true }).click();
  await expect(page.getByText(/^Is "no-such-chat", and no request from .* has that name/)).toBeVisible();
  await expect(page.getByText(/^Is "no-such-price", which has no price from/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "Actual and what if" })).toHaveCount(0);
});
