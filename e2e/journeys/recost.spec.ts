/**
 * From a guess to a corrected past: requests priced by the default get the price they should have had, by a dry run, a reason and a run;
 * a request tells its history; another run takes it back. On a server of its own.
 */
import { expect, test } from "@playwright/test";
import { seriousProblems } from "../browser/serious-problems";
import { SET_UP } from "../server/people";
import { reportUsage, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";
import { startServer } from "../server/start-server";

test("booked costs are corrected, and taken back", async ({ browser }) => {
  const server = await startServer(SET_UP);
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server.url) });
  const page = await context.newPage();
  const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
  const ids = ["rc-1", "rc-2", "rc-3"];
  await reportUsage(
    context.request,
    ids.map((requestId) => ({ requestId, model: "rc-model", promptTokens: 1_000_000, occurredAt: `${day}T12:00:00Z` })),
  );
  await setPrice(context.request, "rc-model", { provider: "acme", inputPer1M: "7", effectiveFrom: `${day}T00:00:00Z` });

  await test.step("a request says that it would cost something else, and leads to a dry run", async () => {
    await page.goto("/dashboard/logs");
    await page
      .getByRole("row", { name: /rc-model/ })
      .nth(1)
      .click();
    await page.getByRole("link", { name: "Correct the requests of this name" }).click();
    await expect(page.getByRole("heading", { name: "Re-cost" })).toBeVisible();
    await expect(page.getByText("rc-model")).toBeVisible();
    await page.getByRole("button", { name: "Dry run", exact: true }).click();
  });

  await test.step("the dry run tells what would change, and nothing has", async () => {
    await expect(page.getByText("to be confirmed")).toBeVisible();
    await expect(
      page.getByRole("region", { name: "What would change" }).or(page.getByText("What would change")),
    ).toBeVisible();
    await expect(page.getByText("$21").first()).toBeVisible();
    await expect(page.getByRole("row", { name: /rc-model/ })).toContainText("3");
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step("with a reason it is done", async () => {
    const correct = page.getByRole("button", { name: "Correct these costs" });
    await expect(correct).toBeDisabled();
    await page.getByRole("textbox", { name: "Reason" }).fill("the contract was not entered");
    await correct.click();
    await expect(page.getByText("done", { exact: true })).toBeVisible();
    await page.goto("/dashboard?period=7d");
    await expect(page.getByRole("region", { name: "Cost", exact: true })).toContainText("$21");
  });

  await test.step("a request tells its history", async () => {
    await page.goto("/dashboard/logs");
    await page
      .getByRole("row", { name: /rc-model/ })
      .nth(1)
      .click();
    await expect(page.getByText("the contract was not entered")).toBeVisible();
    await page.getByRole("link", { name: "the run" }).click();
  });

  await test.step("another run takes it back", async () => {
    await page.getByRole("button", { name: "Take it back" }).click();
    await expect(page.getByRole("heading", { name: "Correction taken back" })).toBeVisible();
    await page.getByRole("textbox", { name: "Reason" }).fill("it was entered for the wrong provider");
    await page.getByRole("button", { name: "Correct these costs" }).click();
    await expect(page.getByText("done", { exact: true })).toBeVisible();
    await page.goto("/admin/recost");
    await expect(page.getByRole("row", { name: /taken back/ })).toContainText("$21");
    expect(await seriousProblems(page)).toEqual([]);
    await page.goto("/dashboard?period=7d");
    await expect(page.getByRole("region", { name: "Cost", exact: true })).not.toContainText("$21");
  });

  await context.close();
  await server.stop();
});

test("filters that came by a link are taken away by keyboard; hours are told as hours", async ({ page }) => {
  const scope = { team: ["rc-red"], from: "2026-03-01T14:00:00Z", to: "2026-03-01T15:00:00Z" };
  await page.goto(`/admin/recost?scope=${encodeURIComponent(JSON.stringify(scope))}`);
  await expect(page.getByText("from: 2026-03-01T14:00:00Z")).toBeVisible();
  await page.getByRole("button", { name: "Remove team: rc-red" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("team: rc-red")).toBeHidden();
  await expect(page).not.toHaveURL(/rc-red/);
});
