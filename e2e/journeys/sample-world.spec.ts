/** Sample data: one click brings it, with progress that can be left; one click takes it away and nothing else. On a server of its own. */
import { expect, type Page, test } from "@playwright/test";
import { SET_UP } from "../server/people";
import { findPrice, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";
import { startServer, type TestServer } from "../server/start-server";

const LONGEST_LOAD_MS = 100_000;

test.describe.configure({ mode: "serial" });

let server: TestServer;
let page: Page;

test.beforeAll(async ({ browser }) => {
  server = await startServer(SET_UP);
  page = await browser.newPage({ baseURL: server.url, storageState: await signIn(server.url) });
  await setPrice(page.request, "my-own", { provider: "acme", inputPer1M: "3" });
});

test.afterAll(async () => {
  await page.close();
  await server.stop();
});

test("the empty dashboard says how to send usage, and offers sample data", async () => {
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "No usage has arrived yet" })).toBeVisible();
  await expect(page.getByText("/api/usage").first()).toContainText(new URL(server.url).host);
  await page.getByRole("tab", { name: "OpenTelemetry" }).click();
  await expect(page.getByText(`TRACES_ENDPOINT=${server.url}/v1/traces`)).toBeVisible();
  await page.getByRole("button", { name: "Explore with sample data" }).click();
  await expect(page.getByRole("group", { name: "Sample data" }).or(page.getByText("Cost per model"))).toBeVisible();
});

test("the load goes on while one is elsewhere", async () => {
  await page.goto("/explain");
  await expect(page.getByRole("heading", { name: "Explain" })).toBeVisible();
  await page.goto("/admin/settings?tab=sample-data");
  await expect(page.getByText(/^Loaded: [\d,]+ requests, 16 prices, 2 servers/)).toBeVisible({
    timeout: LONGEST_LOAD_MS,
  });
});

test("it fills every screen", async () => {
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "Cost per model" })).toBeVisible();
  await expect(page.getByRole("link", { name: /requests need a price/ })).toBeVisible();
  await page.goto("/admin/model-pricing?q=claude-sonnet-4.5");
  await expect(page.getByRole("row", { name: /^claude-sonnet-4\.5/ })).toContainText("$0.0105");
  await page.goto("/admin/discovery");
  await expect(page.getByRole("row", { name: /Sample LiteLLM gateway/ })).toBeVisible();
});

test("one of its requests opens with the rungs it missed", async () => {
  await page.goto("/dashboard/logs?defaultPriced=true&model=my-chatbot");
  await page
    .getByRole("row", { name: /my-chatbot/ })
    .first()
    .click();
  await expect(page.getByText('The price book has no entry "my-chatbot".').first()).toBeVisible();
});

test("one click takes it away, and nothing else", async () => {
  await page.goto("/admin/settings?tab=sample-data");
  await page.getByRole("button", { name: "Remove sample data" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("What you added yourself stays.");
  await dialog.getByRole("button", { name: "Remove sample data" }).click();
  await expect(page.getByRole("button", { name: "Explore with sample data" })).toBeVisible({
    timeout: LONGEST_LOAD_MS,
  });
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "No usage has arrived yet" })).toBeVisible();
  expect(await findPrice(page.request, "claude-sonnet-4.5")).toBeNull();
  expect(await findPrice(page.request, "my-own")).toMatchObject({ inputPer1M: "3" });
});
