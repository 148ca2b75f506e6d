/**
 * A month with a report that nobody priced is closed; a late request of it is a correction of the open month and shown as such; an admin opens the month again; the audit
 * log tells all of it. And a budget that is exceeded shows on the dashboard. On a server of its own.
 */
import { expect, test } from "@playwright/test";
import { cutOff } from "../browser/cut-off";
import { seriousProblems } from "../browser/serious-problems";
import { SET_UP } from "../server/people";
import { reportUsage, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";
import { startServer } from "../server/start-server";

const monthBefore = (month: string): string =>
  new Date(Date.parse(`${month}-01T00:00:00Z`) - 86_400_000).toISOString().slice(0, 7);

test("a month from its close to its re-opening, and a budget", async ({ browser }) => {
  const today = new Date().toISOString().slice(0, 10);
  /** Over for more than a day, whatever day it is. */
  const month = monthBefore(monthBefore(today.slice(0, 7)));
  const server = await startServer(SET_UP);
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server.url) });
  const page = await context.newPage();
  const report = (requestId: string, day: string) =>
    reportUsage(context.request, [
      { requestId, model: "mo-model", team: "red", promptTokens: 1000, occurredAt: `${day}T00:00:01Z` },
    ]);
  await setPrice(context.request, "mo-model", { provider: "acme", perRequest: "2.5" });
  await report("mo-first", `${month}-10`);
  await report("mo-today", today);
  const sum = { requestId: "mo-sum", model: "mo-model", team: "red", promptTokens: 1000, sumOfRequests: 0 };
  await reportUsage(context.request, [{ ...sum, occurredAt: `${month}-10T12:00:00Z` }]);

  await test.step("it is closed, with a note", async () => {
    await page.goto("/admin/months");
    const row = page.getByRole("grid", { name: "Months" }).getByRole("row", { name: new RegExp(month) });
    await expect(row).toContainText("open");
    await expect(row).toContainText("1 report");
    await expect(row).toContainText("100.0 % 1 not priced");
    await expect(page.getByRole("button", { name: `Close ${today.slice(0, 7)}` })).toHaveCount(0);
    await page.getByRole("button", { name: `Close ${month}` }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("$2.5");
    await expect(dialog.getByRole("button", { name: `Close ${month}` })).toBeDisabled();
    await dialog.getByRole("textbox", { name: "Note" }).fill("handed to accounting");
    await dialog.getByRole("button", { name: `Close ${month}` }).click();
    await expect(row).toContainText("closed");
    expect(await cutOff(page)).toEqual([]);
    await page.getByRole("button", { name: "Check statements" }).click();
    await expect(page.getByText("1 statement: unchanged since it was signed.")).toBeVisible();
  });

  await test.step("its statement can be read and printed", async () => {
    await page.getByRole("link", { name: `Statement of ${month}` }).click();
    await expect(page.getByRole("heading", { name: `Statement of ${month}` })).toBeVisible();
    await expect(page.getByText("handed to accounting")).toBeVisible();
    await expect(page.getByText("Unchanged since it was signed, and the first statement")).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("navigation", { name: "Pages" })).toBeHidden();
    await expect(page.getByRole("table", { name: "Models" })).toContainText("mo-model1 request and 1 report");
    await page.emulateMedia({ media: "screen" });
  });

  await test.step("a late request is a correction of the open month", async () => {
    await report("mo-late", `${month}-11`);
    await page.goto("/dashboard?period=7d");
    const cost = page.getByRole("region", { name: "Cost", exact: true });
    await expect(cost).toContainText("$5.00");
    await cost.getByRole("link", { name: "$2.50 corrects earlier months" }).click();
    await expect(page.getByRole("row", { name: /mo-late/ })).toContainText(`${month}-11`);
    await expect(page.getByRole("row", { name: /mo-late/ })).toContainText(today);
    await page.goto("/admin/months");
    await expect(page.getByRole("row", { name: new RegExp(month) })).toContainText("$2.50");
  });

  await test.step("an admin opens it again, with a reason", async () => {
    await page.getByRole("button", { name: `Open ${month} again` }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Reason" }).fill("an invoice was missing");
    await dialog.getByRole("button", { name: `Open ${month} again` }).click();
    await expect(page.getByRole("button", { name: `Close ${month}` })).toBeVisible();
  });

  await test.step("the audit log tells all of it", async () => {
    await page.goto("/admin/settings?tab=audit&q=month.");
    await expect(page.getByRole("row", { name: /month\.close/ })).toContainText(month);
    await expect(page.getByRole("row", { name: /month\.reopen/ })).toContainText(month);
  });

  await test.step("a budget that is exceeded shows on the dashboard", async () => {
    await page.goto("/dashboard/budgets");
    await page.getByRole("button", { name: "Add" }).first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("A team").click();
    await dialog.getByLabel("Team", { exact: true }).fill("red");
    await dialog.getByRole("textbox", { name: "USD a month" }).fill("1.50");
    await dialog.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("row", { name: /Team red/ })).toContainText("exceeded");
    await page.goto("/dashboard?period=7d");
    await expect(page.getByText("Team red: $5.00 of $1.50 spent")).toBeVisible();
  });

  await context.close();
  await server.stop();
});
