/**
 * Both syncs on the screen: prices brought to the catalogue with a held row chosen by itself, a custom name whose base is chosen,
 * the batch taken back, and a copy that differs from its base. Prices are the bundled catalogue's, so only names are relied on.
 */
import { type APIRequestContext, expect, type Page, test } from "@playwright/test";
import { BEARER, findPrice, reportUsage, setPrice } from "../server/rest-calls";

test.describe.configure({ mode: "serial" });

/** In every catalogue, and of no other journey. */
const LISTED = "gpt-4.1-nano";
const FAR = "gpt-4.1-mini";
const BASES = ["journey-sync-base-one", "journey-sync-base-two"];
const BOT = "journey-sync-bot";

test.beforeAll(async ({ playwright }) => {
  const http = await playwright.request.newContext({ baseURL: process.env.E2E_URL ?? "" });
  await setPrice(http, LISTED, { provider: "openai", inputPer1M: "0.11", outputPer1M: "0.45" });
  await setPrice(http, FAR, { provider: "openai", inputPer1M: "400", outputPer1M: "1600" });
  await setPrice(http, BASES[0] ?? "", { provider: "acme", inputPer1M: "1", outputPer1M: "2" });
  await setPrice(http, BASES[1] ?? "", { provider: "acme", inputPer1M: "3", outputPer1M: "4" });
  await reportUsage(http, [{ requestId: "journey-sync-1", model: LISTED, promptTokens: 1000, completionTokens: 500 }]);
  await mapBot(http);
  await http.dispose();
});

async function mapBot(http: APIRequestContext): Promise<void> {
  const call = async (procedure: string, data: object) => {
    const answer = await http.post(`/trpc/${procedure}`, { headers: BEARER, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as { result: { data: { id: string } } };
  };
  const server = { name: "Journey sync gateway", kind: "litellm", baseUrl: "http://127.0.0.1:9", isActive: true };
  const { id: serverId } = (await call("discovery.servers.create", server)).result.data;
  for (const actualModel of BASES) {
    await call("discovery.customNames.create", { customName: BOT, serverId, actualModel });
  }
}

const rowOf = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name.replaceAll(".", "\\.")) });

test("provider prices: a held row is written only once it is chosen", async ({ page, request }) => {
  await page.goto("/admin/discovery");
  await page.getByRole("link", { name: "Sync provider prices" }).click();
  await page.getByRole("searchbox", { name: "Search rows" }).fill("gpt-4.1");
  const [near, far] = [rowOf(page, LISTED), rowOf(page, FAR)];
  await expect(near).toContainText("input $0.11 →");
  await expect(near.getByRole("checkbox")).toBeChecked();
  await expect(far).toContainText("moves 10 times or more");
  await expect(far.getByRole("checkbox")).not.toBeChecked();
  await expect(page.getByText(/rows? (is|are) held/)).toBeVisible();
  await far.getByRole("checkbox").check();
  await page.getByRole("button", { name: /^Write \d+ price/ }).click();
  await expect(page.getByText("Prices are in force")).toBeVisible();
  expect((await findPrice(request, LISTED))?.["inputPer1M"]).not.toBe("0.11");
  expect((await findPrice(request, FAR))?.["inputPer1M"]).not.toBe("400");

  await page.getByRole("button", { name: "Sync again" }).click();
  await page.goto("/admin/discovery/price-sync?outcome=same&q=gpt-4.1");
  await expect(near).toContainText("already so");
  await expect(far).toContainText("already so");
});

test("a custom name takes the price of the model that is chosen, and the batch is taken back", async ({
  page,
  request,
}) => {
  await page.goto(`/admin/discovery/price-sync?kind=custom&q=${BOT}`);
  await expect(rowOf(page, BOT)).toContainText("Its base models cost differently");
  await page.getByRole("combobox", { name: `The base model whose price ${BOT} takes` }).selectOption({ index: 2 });
  await expect(rowOf(page, BOT)).toContainText("input $3");
  const name = page.getByRole("textbox", { name: "Name of the batch" });
  await name.fill("Journey sync");
  await page.getByRole("button", { name: /^Write \d+ price/ }).click();
  await expect(page.getByText("Prices are in force")).toBeVisible();
  expect(await findPrice(request, BOT)).toMatchObject({ inputPer1M: "3", copiedFrom: BASES[1] });

  await setPrice(request, BASES[1] ?? "", { provider: "acme", inputPer1M: "3.5", outputPer1M: "4" });
  await page.goto("/admin/model-pricing?status=copy-drifting");
  await expect(rowOf(page, BOT)).toContainText("copy differs");
  await page.goto(`/admin/model-pricing?open=${BOT}`);
  await expect(page.getByRole("dialog")).toContainText(`copy of ${BASES[1]}`);

  await page.goto("/admin/discovery?tab=batches");
  await page.getByRole("row", { name: /Journey sync/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();
  await page.getByRole("button", { name: /^Take back/ }).click();
  await expect(page.getByText(/was taken back/).first()).toBeVisible();
  expect(await findPrice(request, BOT)).toBeNull();
});
