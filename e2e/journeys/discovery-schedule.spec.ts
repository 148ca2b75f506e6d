/** Servers are asked by schedule, and what is new comes as a notification. On a server of its own: a schedule asks all servers. */
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { seriousProblems } from "../browser/serious-problems";
import { SET_UP } from "../server/people";
import { signIn } from "../server/sign-in";
import { startGateway } from "../server/start-gateway";
import { startServer } from "../server/start-server";

const KEY = "sk-gateway-of-a-schedule";

test("what a schedule finds without a price is a notification, which leads to it", async ({ browser }) => {
  const server = await startServer(SET_UP);
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server.url) });
  const page = await context.newPage();
  const gateway = await startGateway(KEY, [
    { name: "ds-known", servedModel: "openai/ds-known" },
    { name: "acme/*", servedModel: "acme/*" },
  ]);
  await page.goto("/admin/discovery");
  await page.getByRole("button", { name: "Connect a server" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByRole("textbox", { name: "Name" }).fill("Scheduled gateway");
  await form.getByRole("textbox", { name: "Address" }).fill(gateway.url);
  await form.getByRole("textbox", { name: "Key" }).fill(KEY);
  await form.getByRole("button", { name: "Connect and discover" }).click();
  await expect(page.getByRole("row", { name: /Scheduled gateway/ })).toContainText(
    "1 wildcard route (acme/*): any model",
  );
  gateway.models.push({ name: "ds-new", servedModel: "openai/ds-new" });

  await expect(page.getByText("Servers are asked when you say so.")).toBeVisible();
  await page.getByRole("button", { name: "Schedule", exact: true }).click();
  const schedule = page.getByRole("dialog", { name: "Schedule" });
  await schedule.getByRole("switch", { name: "Look for new models by itself" }).check();
  await schedule.getByRole("textbox", { name: "Every (hours)" }).fill("6");
  expect(await seriousProblems(page)).toEqual([]);
  await schedule.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText(/Looks every 6 h, last —, next \d{4}-\d\d-\d\d \d\d:\d\d UTC/)).toBeVisible();

  // Six hours pass.
  const sql = new Client({ connectionString: await server.databaseUrl() });
  await sql.connect();
  await sql.query("UPDATE discovery_schedule SET next_at = now()");
  await sql.end();
  const bell = page.getByRole("button", { name: /^Notifications/ }).filter({ visible: true });
  await expect(bell).toHaveAccessibleName("Notifications: 1", { timeout: 100_000 });
  await bell.click();
  const news = page.getByRole("listitem").filter({ hasText: "ds-new" });
  await expect(news).toContainText("1 new model without a price at 1 server");
  await expect(news).toContainText("Served by Scheduled gateway.");
  expect(await seriousProblems(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await seriousProblems(page, ["color-contrast", "link-in-text-block"])).toEqual([]);
  await news.getByRole("link").click();
  await expect(page).toHaveURL(/step=review/);
  await expect(page.getByRole("row", { name: /ds-new/ })).toBeVisible();

  await bell.click();
  await news.getByRole("button", { name: /^Dismiss for everybody/ }).click();
  await expect(page.getByText("Nothing is new.")).toBeVisible();
  await expect(bell).toHaveAccessibleName("Notifications");
  await context.close();
  await gateway.stop();
  await server.stop();
});
