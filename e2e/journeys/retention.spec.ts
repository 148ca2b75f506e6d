/**
 * An admin says for how many months requests are kept, is told what goes, and confirms; a server that starts drops them; the list says so
 * and the sums stay. On a server of its own.
 */
import { expect, test } from "@playwright/test";
import { seriousProblems } from "../browser/serious-problems";
import { SET_UP } from "../server/people";
import { reportUsage, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";
import { startServer } from "../server/start-server";

const monthsAgo = (count: number): string => {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - count);
  return day.toISOString().slice(0, 7);
};

test("months of requests go, their sums stay", async ({ browser }) => {
  const server = await startServer(SET_UP);
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server.url) });
  const page = await context.newPage();
  const [old, kept] = [monthsAgo(7), monthsAgo(6)];
  await setPrice(context.request, "re-model", { provider: "acme", perRequest: "2.5" });
  await reportUsage(
    context.request,
    [`${old}-10`, `${old}-11`, `${kept}-10`].map((day) => ({
      requestId: `re-${day}`,
      model: "re-model",
      promptTokens: 1000,
      occurredAt: `${day}T08:00:00Z`,
    })),
  );

  await test.step("what would go is said before it is saved", async () => {
    await page.goto("/admin/settings?tab=ledger");
    await expect(page.getByText("Requests are kept for ever.")).toBeVisible();
    await page.getByRole("textbox", { name: "Requests are kept for so many months" }).fill("6");
    await page.getByRole("button", { name: "See what goes" }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(`2 requests of ${old} go,`);
    await expect(dialog.getByRole("row", { name: new RegExp(old) })).toContainText("nothing holds it");
    await expect(dialog).toContainText("What stays:");
    expect(await seriousProblems(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Keep them for 6 months" }).click();
    await expect(page.getByText("Requests are kept for 6 months.")).toBeVisible();
  });

  await test.step("the month is dropped, and the screens say so", async () => {
    const second = await startServer({ ...SET_UP, DATABASE_URL: await server.databaseUrl() });
    await expect(async () => {
      await page.reload();
      await expect(page.getByText(`Those before ${kept}-01 were dropped.`)).toBeVisible();
      // The border moves first: the month itself may still be on its way out.
      await expect(page.getByRole("row", { name: new RegExp(`${old}.*2`) })).toBeVisible({ timeout: 1000 });
    }).toPass();
    await second.stop();
    await page.goto(`/dashboard/logs?from=${old}-01&to=${kept}-28`);
    await expect(page.getByText(`Requests before ${kept}-01 are no longer kept one by one`)).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(`${kept}-10 08:00`) })).toBeVisible();
    await expect(page.getByRole("row", { name: new RegExp(`${old}-1`) })).toHaveCount(0);
    await expect(page.getByRole("status", { name: "Totals" })).toHaveText(/3 requests\s*\$7\.50/);
  });

  await test.step("by hour it is refused in words", async () => {
    await page.goto(`/dashboard/explore?period=custom&from=${old}-10&to=${old}-11&interval=hour`);
    await expect(page.getByText(`begins before ${kept}-01`, { exact: false }).first()).toBeVisible();
  });

  await context.close();
  await server.stop();
});
