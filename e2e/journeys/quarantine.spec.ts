/** What the intake could not take, on the screen: mended, taken in place of the first report, discarded; and units on a request. */
import { expect, type Page, test } from "@playwright/test";
import { BEARER, reportUsage, setPrice } from "../server/rest-calls";

const QUARANTINE = "/dashboard/logs?tab=quarantine";
const rowOf = (page: Page, id: string) => page.getByRole("row", { name: new RegExp(id) });
const MODEL = "qu-model";

test.beforeAll(async ({ request }) => {
  await setPrice(request, MODEL, { provider: "acme", inputPer1M: "1", outputPer1M: "2", perRequest: "0.002" });
});

const tag = () => `qu-${Date.now().toString(36)}`;

test("an event is mended where the sentence says, and booked at its own price", async ({ page, request }) => {
  const requestId = `${tag()}-mend`;
  const event = { requestId, model: MODEL, promptTokens: 5, cacheReadTokens: 6, completionTokens: 0 };
  await request.post("/api/usage", { headers: BEARER, data: { events: [event] } });
  await page.goto(QUARANTINE);
  await rowOf(page, requestId).dblclick();
  const drawer = page.getByRole("dialog", { name: requestId });
  await expect(drawer.getByRole("alert")).toContainText("promptTokens: is 5, less than its parts");
  const editor = drawer.getByRole("textbox", { name: "The event, as it will be taken" });
  await editor.fill(JSON.stringify({ ...event, promptTokens: 5 }));
  await drawer.getByRole("button", { name: "Take the event" }).click();
  await expect(page.getByText("promptTokens: is 5, less than its parts").last()).toBeVisible();
  await editor.fill(JSON.stringify({ ...event, promptTokens: 1_000_000, cacheReadTokens: 0 }));
  await drawer.getByRole("button", { name: "Take the event" }).click();
  await expect(drawer).toBeHidden();
  await page.goto(`/dashboard/logs?requestId=${requestId}`);
  await expect(rowOf(page, MODEL)).toContainText("$1.00");
});

test("a later report is shown beside the first and takes its place, with a reason", async ({ page, request }) => {
  const requestId = `${tag()}-twice`;
  const report = (promptTokens: number) =>
    request.post("/api/usage", {
      headers: BEARER,
      data: { events: [{ requestId, model: MODEL, promptTokens, completionTokens: 0 }] },
    });
  await report(1000);
  await report(3000);
  await page.goto(QUARANTINE);
  await rowOf(page, requestId).dblclick();
  const drawer = page.getByRole("dialog", { name: requestId });
  await expect(drawer.getByRole("row", { name: /promptTokens/ })).toContainText("10003000");
  const take = drawer.getByRole("button", { name: "Take the later one" });
  await expect(take).toBeDisabled();
  await drawer.getByRole("textbox", { name: "Reason" }).fill("the stream had not ended");
  await take.click();
  await expect(drawer).toBeHidden();
  await page.goto(`/dashboard/logs?requestId=${requestId}`);
  await expect(rowOf(page, MODEL)).toContainText("$0.003");
});

test("all events of one reason are mended at once", async ({ page, request }) => {
  const name = tag();
  const events = [1, 2, 3].map((at) => ({ requestId: `${name}-${at}`, model: MODEL, statusCode: 7, promptTokens: 10 }));
  await request.post("/api/usage", { headers: BEARER, data: { events } });
  await page.goto(QUARANTINE);
  await page.getByRole("combobox", { name: "Reason" }).click();
  await page.getByRole("option", { name: /Breaks a rule: statusCode/ }).click();
  await page.getByRole("button", { name: "Take all" }).click();
  const dialog = page.getByRole("dialog", { name: "Take all events of this reason" });
  await dialog.getByRole("textbox", { name: "Set a field first" }).fill("statusCode");
  await dialog.getByRole("textbox", { name: "to", exact: true }).fill("200");
  await dialog.getByRole("button", { name: "Take all" }).click();
  await expect(page.getByText("Nothing waits for this reason")).toBeVisible();
  await page.goto(`/dashboard/logs?requestId=${name}-3`);
  await expect(rowOf(page, MODEL)).toBeVisible();
});

test("units of a request are charged and shown; without them there is no cost, and the page says why", async ({
  page,
  request,
}) => {
  const name = tag();
  await setPrice(request, "qu-speech", {
    provider: "acme",
    perRequest: "0",
    perUnit: { inputSeconds: "0.0001" },
  });
  await reportUsage(request, [
    { requestId: `${name}-told`, model: "qu-speech", units: { inputSeconds: 60 }, speed: "fast", region: "eu" },
    { requestId: `${name}-untold`, model: "qu-speech" },
  ]);
  await page.goto(`/dashboard/logs?requestId=${name}-told`);
  await rowOf(page, "qu-speech").dblclick();
  await expect(page.getByRole("row", { name: /^Input seconds 60$/ })).toBeVisible();
  await expect(page.getByText("$0.006").first()).toBeVisible();
  await page.goto(`/dashboard/logs?requestId=${name}-untold`);
  await rowOf(page, "qu-speech").dblclick();
  await expect(page.getByText("units unknown").first()).toBeVisible();
});
