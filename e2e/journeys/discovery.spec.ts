/** Servers that cannot be read say why in a sentence; what was imported can be looked at and taken back. */
import { createServer } from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { findPrice, setPrice } from "../server/rest-calls";
import { startGateway } from "../server/start-gateway";

const KEY = "sk-gateway-of-discovery";
const MODELS = ["dj-one", "dj-two"];
const BATCH = "Journey of discovery";

test("a server that cannot be read says why, before and after it is saved", async ({ page }) => {
  const gone = await startGateway(KEY, []);
  await gone.stop();
  const gateway = await startGateway(KEY, []);
  const website = await startWebsite();
  const form = await openForm(page);
  await form.getByRole("textbox", { name: "Name" }).fill("Unreadable");

  await tryServer(form, website.url, KEY);
  await expect(form.getByRole("status")).toContainText(
    "answered something that is not JSON. Check that the address is",
  );
  await tryServer(form, gateway.url, "sk-wrong");
  await expect(form.getByRole("status")).toContainText("answered 401: it does not accept the stored key");
  await tryServer(form, gone.url, KEY);
  const sentence = `Nothing listens on ${new URL(gone.url).host}. Check the port and that the server runs.`;
  await expect(form.getByRole("status")).toContainText(sentence);

  await form.getByRole("button", { name: "Connect and discover" }).click();
  const row = page.getByRole("row", { name: /Unreadable/ });
  await expect(row).toContainText("failed");
  await expect(row).toContainText(sentence);
  await gateway.stop();
  await website.stop();
});

test("an address that is none is refused beside its field", async ({ page }) => {
  const form = await openForm(page);
  await form.getByRole("textbox", { name: "Name" }).fill("Nowhere");
  await form.getByRole("textbox", { name: "Address" }).fill("ftp://nowhere");
  await form.getByRole("button", { name: "Connect and discover" }).click();
  await expect(form.getByRole("textbox", { name: "Address" })).toHaveAttribute("aria-invalid", "true");
  await page.goto("/admin/discovery?q=Nowhere");
  await expect(page.getByText("No server matches")).toBeVisible();
});

test("a tab is found again as it was left, and a link to it begins anew", async ({ page }) => {
  await page.goto("/admin/discovery?tab=sync&step=review&show=all&q=dj-");
  await page.getByRole("tab", { name: "Servers" }).click();
  await expect(page.getByRole("searchbox", { name: "Search servers" })).toHaveValue("");
  await page.getByRole("tab", { name: "Sync models" }).click();
  await expect(page.getByRole("searchbox", { name: "Search models" })).toHaveValue("dj-");
  await expect(page).toHaveURL(/step=review/);
  await page.goto("/admin/discovery");
  await page.getByRole("tab", { name: "Sync models" }).click();
  await expect(page.getByRole("grid", { name: "servers to ask" })).toBeVisible();
});

test("a price set at the gateway comes first, beside the list price it differs from; a placeholder is confirmed", async ({
  page,
  request,
}) => {
  await setPrice(request, "dj-base", { provider: "acme", inputPer1M: "2.5", outputPer1M: "10" });
  const contract = { pricing_overrides: ["input_cost_per_token", "output_cost_per_token"] };
  const gateway = await startGateway(KEY, [
    {
      name: "dj-contract",
      servedModel: "openai/dj-base",
      info: { ...contract, mode: "chat", input_cost_per_token: 9.9e-6, output_cost_per_token: 1e-5 },
    },
  ]);
  const form = await openForm(page);
  await form.getByRole("textbox", { name: "Name" }).fill("Contract gateway");
  await form.getByRole("textbox", { name: "Address" }).fill(gateway.url);
  await form.getByRole("textbox", { name: "Key" }).fill(KEY);
  await form.getByRole("button", { name: "Connect and discover" }).click();
  await expect(page.getByRole("row", { name: /Contract gateway/ })).toContainText("ok");

  await page.goto("/admin/discovery?tab=sync&step=review&q=dj-contract");
  const differing = page.getByRole("switch", { name: "Sources differ" });
  const row = page.getByRole("row", { name: /dj-contract/ });
  const beforeTheRows = await differing.boundingBox();
  await expect(row).toBeVisible();
  expect(await differing.boundingBox(), "the filters move when the models are there").toEqual(beforeTheRows);
  // It stands in the address, which follows the click a moment later.
  await differing.click();
  await expect(differing).toBeChecked();
  await expect(row).toContainText("sources differ");
  await row.getByText("dj-contract").first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByText("the price set at the server: Contract gateway")).toBeVisible();
  await expect(drawer.getByText(/the price of the base model.*: dj-base/)).toBeVisible();
  const own = drawer.getByRole("form", { name: "Your own price" });
  await own.getByRole("button", { name: "Long prompts: thresholds and tiers" }).click();
  await own.getByRole("button", { name: "Add a threshold" }).click();
  await own.getByRole("button", { name: "Use this price" }).click();
  await expect(own.getByText("Enter a number of tokens, as 200000.")).toBeVisible();
  await own.getByLabel("Threshold 1: Above tokens").fill("200000");
  await own.getByLabel("Threshold 1: Input").fill("19.8");
  await own.getByRole("button", { name: "Use this price" }).click();
  await expect(row).toContainText("your own");
  await row.getByText("dj-contract").first().click();
  await expect(drawer.getByLabel("Threshold 1: Input")).toHaveValue("19.8");
  await drawer.getByRole("radio", { name: /\$9\.90/ }).click();
  await page.getByRole("button", { name: "Confirm 1" }).click();
  await page.getByRole("button", { name: "Import 1 price" }).click();
  await expect(page.getByText("Prices are in force")).toBeVisible();
  const stored = await findPrice(request, "dj-contract");
  expect(stored).toMatchObject({ inputPer1M: "9.9", outputPer1M: "10" });
  expect(stored).not.toHaveProperty("isPlaceholder");

  await setPrice(request, "dj-placeholder", { provider: "acme", perRequest: "0.005", isPlaceholder: true });
  await page.goto("/admin/model-pricing?q=dj-&status=placeholder&open=dj-placeholder");
  await page.getByRole("dialog").getByRole("button", { name: "This is the price" }).click();
  await expect(page.getByText("dj-placeholder has this price from now")).toBeVisible();
  expect(await findPrice(request, "dj-placeholder")).not.toHaveProperty("isPlaceholder");
  await gateway.stop();
});

test("an import is listed, inspected and taken back", async ({ page, request }) => {
  const gateway = await startGateway(
    KEY,
    MODELS.map((name) => ({ name, servedModel: `openai/${name}` })),
  );
  const form = await openForm(page);
  await form.getByRole("textbox", { name: "Name" }).fill("Batch gateway");
  await form.getByRole("textbox", { name: "Address" }).fill(gateway.url);
  await form.getByRole("textbox", { name: "Key" }).fill(KEY);
  await form.getByRole("button", { name: "Connect and discover" }).click();
  await expect(page.getByRole("row", { name: /Batch gateway/ })).toContainText("ok");

  await page.goto("/admin/discovery?tab=sync&step=review");
  for (const model of MODELS) await page.getByRole("checkbox", { name: new RegExp(model) }).check();
  await page.getByRole("button", { name: "Use default price" }).click();
  await page.getByRole("button", { name: "Confirm 2" }).click();
  await expect(page.getByText(/2 of the chosen take the default price/)).toBeVisible();
  await page.getByRole("textbox", { name: "Name of the batch" }).fill(BATCH);
  await page.getByRole("button", { name: "Import 2 prices" }).click();
  await expect(page.getByText("Prices are in force")).toBeVisible();
  for (const model of MODELS)
    expect(await findPrice(request, model)).toMatchObject({ perRequest: "0.005", isPlaceholder: true });

  await page.getByRole("link", { name: "See the batch" }).click();
  await expect(page).toHaveURL(/batch=/);
  const drawer = page.getByRole("dialog");
  await expect(drawer.getByRole("row", { name: /dj-one/ })).toContainText("new");
  await drawer.getByRole("button", { name: "Take it back" }).click();
  await expect(drawer.getByRole("row", { name: /dj-one/ })).toContainText("goes away");
  await drawer.getByRole("button", { name: "Take back 2 prices" }).click();
  await expect(page.getByText(/was taken back/).first()).toBeVisible();
  for (const model of MODELS) expect(await findPrice(request, model)).toBeNull();
  await page.goto("/admin/discovery?tab=batches");
  await expect(page.getByRole("row", { name: new RegExp(`^${BATCH}`) })).toContainText("taken back");
  await gateway.stop();
});

test("an import can begin later: nothing changes today, and it is called off before it begins", async ({
  page,
  request,
}) => {
  const gateway = await startGateway(KEY, [{ name: "dj-later", servedModel: "openai/dj-later" }]);
  const form = await openForm(page);
  await form.getByRole("textbox", { name: "Name" }).fill("Later gateway");
  await form.getByRole("textbox", { name: "Address" }).fill(gateway.url);
  await form.getByRole("textbox", { name: "Key" }).fill(KEY);
  await form.getByRole("button", { name: "Connect and discover" }).click();
  await expect(page.getByRole("row", { name: /Later gateway/ })).toContainText("ok");
  await setPrice(request, "dj-later", { provider: "openai", perRequest: "0.004" });

  await page.goto("/admin/discovery?tab=sync&step=review&show=all&q=dj-later");
  await page.getByRole("checkbox", { name: /dj-later/ }).check();
  await page.getByRole("button", { name: "Use default price" }).click();
  await page.getByRole("button", { name: "Confirm 1" }).click();
  await page.getByRole("button", { name: "Holds from" }).click();
  await page.locator("[data-direction=next]").first().click();
  await page.locator("table button:not([data-outside])").filter({ hasText: /^15$/ }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("row", { name: /dj-later/ })).toContainText("per request $0.004 → $0.005");
  await page.getByRole("button", { name: "Import 1 price" }).click();
  await expect(page.getByText("Prices are scheduled")).toBeVisible();
  const scheduled = { perRequest: "0.004", scheduledFrom: expect.stringMatching(/-15T/) };
  expect(await findPrice(request, "dj-later")).toMatchObject(scheduled);

  await page.getByRole("link", { name: "See the batch" }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("Its prices hold from");
  await drawer.getByRole("button", { name: "Take it back" }).click();
  await expect(drawer.getByRole("row", { name: /dj-later/ })).toContainText("never begins");
  await drawer.getByRole("button", { name: "Take back 1 price" }).click();
  await expect(page.getByText(/was taken back/).first()).toBeVisible();
  expect(await findPrice(request, "dj-later")).not.toHaveProperty("scheduledFrom");
  await gateway.stop();
});

async function openForm(page: Page) {
  await page.goto("/admin/discovery");
  await page.getByRole("button", { name: "Connect a server" }).first().click();
  return page.getByRole("dialog");
}

async function tryServer(form: ReturnType<Page["getByRole"]>, url: string, key: string): Promise<void> {
  await form.getByRole("textbox", { name: "Address" }).fill(url);
  await form.getByRole("textbox", { name: "Key" }).fill(key);
  await form.getByRole("button", { name: "Test connection" }).click();
}

/** Answers a page to whatever is asked. */
async function startWebsite() {
  const server = createServer((_request, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.end("<!doctype html><title>Welcome</title>");
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The website has no port.");
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((stopped) => server.close(stopped));
    },
  };
}
