/**
 * The whole job from an empty database: the first admin, a server, its models, a price for each in one step; usage arrives,
 * finance sees it, support finds what was priced by default and why, prices it, and the next request is priced exactly.
 */
import { expect, type Page, test } from "@playwright/test";
import { API_KEY } from "../server/people";
import { type Gateway, startGateway } from "../server/start-gateway";
import { startServer, type TestServer } from "../server/start-server";

const GATEWAY_KEY = "sk-gateway-of-the-main-job";

test.describe.configure({ mode: "serial" });
test.use({ storageState: { cookies: [], origins: [] } });

let server: TestServer;
let gateway: Gateway;
let page: Page;

test.beforeAll(async ({ browser }) => {
  gateway = await startGateway(GATEWAY_KEY, [
    { name: "acme-writer", servedModel: "openai/acme-writer" },
    { name: "acme-reader", servedModel: "openai/acme-reader" },
    { name: "my-chatbot", servedModel: "anthropic/claude-sonnet-4.5" },
  ]);
  server = await startServer({ RATECARD_API_KEY: API_KEY });
  page = await browser.newPage({ baseURL: server.url });
});

test.afterAll(async () => {
  await page.close();
  expect(await server.stop()).toBe(0);
  await gateway.stop();
});

test("the one-time link makes the first admin and signs in, once", async () => {
  await page.goto(server.setupPath ?? "");
  await page.getByRole("textbox", { name: "Name" }).fill("Ada Admin");
  await page.getByRole("textbox", { name: "E-mail" }).fill("ada@example.org");
  await page.getByRole("textbox", { name: "Password" }).fill("a password of the journey");
  await page.locator("button[type=submit]").click();
  await expect(page).toHaveURL(/\/welcome/);
  await expect(page.getByText("Connect a server").first()).toBeVisible();

  await page.goto(server.setupPath ?? "");
  await expect(page).not.toHaveURL(/\/setup/);
});

test("a server is connected and its models are discovered", async () => {
  await page.goto("/admin/discovery");
  await page.getByRole("button", { name: "Connect a server" }).first().click();
  await page.getByRole("textbox", { name: "Name" }).fill("Acme gateway");
  await page.getByRole("textbox", { name: "Address" }).fill(gateway.url);
  await page.getByRole("textbox", { name: "Key" }).fill(GATEWAY_KEY);
  await page.getByRole("button", { name: "Connect and discover" }).click();
  const row = page.getByRole("row", { name: /Acme gateway/ });
  await expect(row).toContainText("ok");
  await expect(row).toContainText("3");
});

test("what is left to do is said, and the missing models are priced in one reviewed step", async () => {
  await expect(page.getByText(/^\d of 3 models have no price/)).toBeVisible();
  await page.getByRole("link", { name: "Review prices" }).click();
  await page.getByRole("checkbox", { name: /acme-reader/ }).check();
  await page.getByRole("checkbox", { name: /acme-writer/ }).check();
  await page.getByRole("button", { name: "Use default price" }).click();
  await page.getByRole("button", { name: "Confirm 2" }).click();
  await expect(page.getByText("2 new, 0 changed, 0 left alone.")).toBeVisible();
  await expect(page.getByText("No request of the last 30 days is touched.")).toBeVisible();
  await page.getByRole("button", { name: "Import 2 prices" }).click();
  await expect(page.getByText("Prices are in force")).toBeVisible();
});

test("usage arrives by REST and finance sees it", async () => {
  const answer = await report([
    { requestId: "job-1", model: "acme-writer", promptTokens: 1000, completionTokens: 500 },
    { requestId: "job-2", model: "my-chatbot", promptTokens: 2000, completionTokens: 100 },
  ]);
  expect(answer.results).toEqual([
    { requestId: "job-1", status: "accepted", costUsd: "0.005", pricingSource: "local-exact" },
    { requestId: "job-2", status: "accepted", costUsd: "0.005", pricingSource: "default" },
  ]);

  await page.goto("/dashboard");
  await expect(page.getByText("$0.01", { exact: true }).first()).toBeVisible();
  const chart = page.locator(".recharts-wrapper").first();
  await expect(chart.locator(".recharts-bar-rectangle path").first()).toBeVisible();
  await expect(page.getByText("acme-writer").first()).toBeVisible();
  await page.getByRole("link", { name: "2 requests need a price" }).first().click();
  await expect(page).toHaveURL(/defaultPriced=true/);
});

test("support sees what was priced by default, the rungs it missed, and which base has a price", async () => {
  // A placeholder is no price: what was imported at the default stays among what needs one.
  await expect(page.getByRole("row", { name: /acme-writer/ })).toHaveCount(1);
  await page.getByRole("row", { name: /my-chatbot/ }).click();
  await expect(page).toHaveURL(/\/dashboard\/logs\/job-2/);
  await expect(page.getByText('The price book has no entry "my-chatbot".')).toBeVisible();
  await expect(page.getByText('No wildcard of the price book is a prefix of "my-chatbot".')).toBeVisible();
  await expect(page.getByText('The catalogue has no entry "my-chatbot".')).toBeVisible();
  await expect(page.getByText(/The base "claude-sonnet-4.5" has a price/)).toBeVisible();
});

test("support's finding is priced, and the next request is priced exactly", async () => {
  await page.getByRole("link", { name: "Price it" }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("textbox", { name: "Model" })).toHaveValue("my-chatbot");
  await drawer.getByLabel("Provider").fill("anthropic");
  await drawer.getByRole("textbox", { name: "Input" }).fill("3");
  await drawer.getByRole("textbox", { name: "Output" }).fill("15");
  await drawer.getByRole("button", { name: "Create" }).click();
  await expect(drawer).toBeHidden();
  await expect(page.getByRole("row", { name: /my-chatbot.*\$3/ })).toBeVisible();

  const answer = await report([{ requestId: "job-3", model: "my-chatbot", promptTokens: 2001, completionTokens: 101 }]);
  // 2001 x $3 / 1M + 101 x $15 / 1M
  expect(answer.results).toEqual([
    { requestId: "job-3", status: "accepted", costUsd: "0.007518", pricingSource: "local-exact" },
  ]);
  await page.goto("/dashboard/logs");
  await page
    .getByRole("row", { name: /0\.007518|0\.0075/ })
    .first()
    .click();
  await expect(page.getByText("priced here")).toBeVisible();
});

type IntakeAnswer = { results: unknown[] };

/** As a gateway does it. */
async function report(events: readonly object[]): Promise<IntakeAnswer> {
  const answer = await page.request.post(`${server.url}/api/usage`, {
    headers: { authorization: `Bearer ${API_KEY}` },
    data: { events },
  });
  expect(answer.status()).toBe(200);
  return (await answer.json()) as IntakeAnswer;
}
