/** An answer of Explain is kept as a golden case; a price that would fail it is named, refused, and published with a tick. */
import { expect, test } from "@playwright/test";
import { reportUsage, setPrice } from "../server/rest-calls";

const MODEL = "golden-chat";

test("a golden case stands between an edit and the price book until somebody accepts that it fails", async ({
  page,
  request,
}) => {
  await setPrice(request, MODEL, { provider: "openai", inputPer1M: "3", outputPer1M: "15" });
  await page.goto(`/explain?model=${MODEL}`);
  await page.getByRole("button", { name: "Keep as a golden case" }).click();
  const form = page.getByRole("dialog", { name: "Keep as a golden case" });
  await expect(form.getByLabel("Must cost, USD")).toHaveValue("0.0105");
  await form.getByLabel("Label").fill("Golden chat");
  await form.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(page.getByText("The golden case is kept")).toBeVisible();

  await page.goto(`/admin/model-pricing?open=${MODEL}`);
  const drawer = page.getByRole("dialog");
  await drawer
    .getByLabel(/^Input/)
    .first()
    .fill("6");
  await expect(drawer.getByText("1 golden case would fail")).toBeVisible();
  await expect(drawer.getByText("Golden chat: must cost 0.0105, would cost 0.0135")).toBeVisible();
  await drawer.getByRole("button", { name: /^Save/ }).click();
  const question = page.getByRole("dialog", { name: "1 golden case would fail" });
  await expect(question.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  await question.getByRole("button", { name: "Do not publish" }).click();
  await expect(page.getByText("Golden cases would fail")).toBeVisible();
  await drawer.getByRole("button", { name: /^Save/ }).click();
  await question.getByRole("checkbox").check();
  await question.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(question).toBeHidden();

  await page.goto("/admin/price-cases?q=golden");
  const row = page.getByRole("row").filter({ hasText: "Golden chat" });
  await expect(row).toContainText("fails");
  await row.getByRole("button", { name: "Update Golden chat" }).click();
  const update = page.getByRole("dialog", { name: "Update “Golden chat”" });
  await expect(update.getByLabel("Must cost, USD")).toHaveValue("0.0135");
  await update.getByLabel("Reason").fill("The provider raised its price");
  await update.getByRole("button", { name: "Update", exact: true }).click();
  await expect(row).toContainText("met");
  await row.getByRole("button", { name: "Remove Golden chat" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(row).toBeHidden();
});

test("a request is kept in one click, edited and undone from the notification; one that cannot be kept says why", async ({
  page,
  request,
}) => {
  const model = "golden-click";
  await setPrice(request, model, { provider: "acme", inputPer1M: "3", outputPer1M: "15" });
  const usage = { model, promptTokens: 1000, completionTokens: 500 };
  await reportUsage(request, [
    { requestId: "golden-click-1", ...usage },
    { requestId: "golden-click-2", isCacheHit: true, ...usage },
  ]);
  const open = async (id: string) => {
    await page.goto(`/dashboard/logs?requestId=${id}`);
    await page.getByRole("grid", { name: "Requests" }).getByRole("row").nth(1).click();
  };
  const keep = page.getByRole("button", { name: "Keep as a golden case" });
  await open("golden-click-1");
  await keep.click();
  const kept = page.getByRole("alert").filter({ hasText: "“golden-click, golden-click-1” has to cost 0.0105 USD" });
  await kept.getByRole("button", { name: "Edit" }).click();
  const form = page.getByRole("dialog", { name: "Edit “golden-click, golden-click-1”" });
  await form.getByLabel("Label").fill("Kept by a click");
  await form.getByRole("button", { name: "Keep", exact: true }).click();
  await expect(form).toBeHidden();
  await keep.click();
  await expect(page.getByText("It is kept already, as “Kept by a click”")).toBeVisible();
  await page.goto("/admin/price-cases?q=golden-click");
  await expect(page.getByRole("row").filter({ hasText: "golden-click" })).toHaveCount(1);
  await page.getByRole("button", { name: "Remove Kept by a click" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("Kept by a click", { exact: true })).toBeHidden();

  await open("golden-click-1");
  await keep.click();
  await kept.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("The golden case is gone")).toBeVisible();
  await page.goto("/admin/price-cases?q=golden-click");
  await expect(page.getByRole("row").filter({ hasText: "golden-click" })).toHaveCount(0);

  await open("golden-click-2");
  await expect(keep).toHaveAttribute("aria-disabled", "true");
  await keep.hover();
  await expect(page.getByRole("tooltip")).toContainText("It was answered from a cache");
});
