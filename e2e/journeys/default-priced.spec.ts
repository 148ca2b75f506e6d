/** A name that nobody priced, from the queue to a price: support proposes what the evidence says, finance approves. */
import { type APIRequestContext, type Browser, expect, type Page, test } from "@playwright/test";
import { BEARER, reportUsage, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";

const QUEUE = "/admin/default-priced";
const PASSWORD = "guesses are not prices";
const KNOWN = "Guess-House-Large";
const BROKEN = "guess-house-LARGE";
const LEFT = "guess-nobody-knows-this";

const rowOf = (page: Page, name: string) => page.getByRole("row", { name });

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ request }) => {
  await setPrice(request, KNOWN, { provider: "guesshouse", inputPer1M: "3", outputPer1M: "15" });
  const plain = { provider: "guesshouse", promptTokens: 1_000_000, completionTokens: 1_000_000 };
  await reportUsage(request, [
    { ...plain, requestId: "guess-1", model: BROKEN },
    { ...plain, requestId: "guess-2", model: BROKEN },
  ]);
});

async function personOf(
  role: "viewer" | "support" | "finance",
  http: APIRequestContext,
  browser: Browser,
  url: string,
) {
  const email = `guess-${role}@example.org`;
  await http.post("/trpc/access.users.create", {
    headers: BEARER,
    data: { name: role, email, role, password: PASSWORD },
  });
  const storageState = await signIn(url, { email, password: PASSWORD });
  return (await browser.newContext({ baseURL: url, storageState })).newPage();
}

test("support proposes, finance approves, and the group says what is left", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const url = baseURL ?? "";
  const support = await personOf("support", request, browser, url);
  await support.goto(QUEUE);
  await expect(rowOf(support, BROKEN)).toContainText(KNOWN);
  await expect(rowOf(support, BROKEN).getByRole("img", { name: /^2 requests, from/ })).toBeVisible();
  await rowOf(support, BROKEN).dblclick();
  const drawer = support.getByRole("dialog", { name: BROKEN });
  await expect(drawer.getByText("only letter case or dots differ")).toBeVisible();
  await expect(drawer.getByRole("heading", { name: "Why each rung missed" })).toBeVisible();
  await expect(drawer.getByRole("table", { name: "Day by day" }).getByRole("row")).toHaveCount(2);
  await drawer.getByRole("radiogroup", { name: "Trend of" }).getByText("Exposure").click();
  await expect(drawer.locator(".recharts-bar-rectangle")).toHaveCount(30);
  await drawer.getByRole("button", { name: /^Propose by Guess-House-Large/ }).click();
  const form = support.getByRole("dialog", { name: `Propose a price for ${BROKEN}` });
  await form.getByRole("textbox").fill("They write it in capitals");
  await form.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(form).toBeHidden();
  await support.goto(`${QUEUE}?tab=proposals`);
  await rowOf(support, BROKEN).dblclick();
  await expect(support.getByText("It waits for finance, or an admin.")).toBeVisible();
  await support.context().close();

  const finance = await personOf("finance", request, browser, url);
  await finance.goto(`${QUEUE}?tab=proposals`);
  await rowOf(finance, BROKEN).dblclick();
  const proposal = finance.getByRole("dialog", { name: `Price of ${BROKEN}` });
  await expect(proposal.getByText("They write it in capitals")).toBeVisible();
  await proposal.getByRole("button", { name: "Approve and publish" }).click();
  await expect(rowOf(finance, BROKEN)).toContainText("approved");
  await finance.context().close();

  await page.goto(QUEUE);
  await expect(rowOf(page, BROKEN)).toContainText("priced now");
  await rowOf(page, BROKEN).dblclick();
  await expect(page.getByText("It has a price by now", { exact: true })).toBeVisible();
  await expect(page.getByText(/Re-cost what was booked/)).toBeVisible();
});

test("a price of pictures is weighed by the picture; finance does not approve its own proposal, and withdraws it", async ({
  request,
  browser,
  baseURL,
}) => {
  const [known, sent] = ["Guess-House-Pictures", "guess-house-PICTURES"];
  await setPrice(request, known, { provider: "guesshouse", perUnit: { outputImages: "0.04" } });
  await reportUsage(request, [
    { requestId: "guess-pictures", model: sent, provider: "guesshouse", units: { outputImages: 1000 } },
  ]);
  const finance = await personOf("finance", request, browser, baseURL ?? "");
  await finance.goto(QUEUE);
  await expect(rowOf(finance, sent)).toContainText("$40.00");
  await rowOf(finance, sent).dblclick();
  const group = finance.getByRole("dialog", { name: sent });
  await expect(group.getByText("Output images")).toBeVisible();
  await expect(group.getByRole("row", { name: known })).toContainText("$0.04 / output image");
  await group.getByRole("button", { name: new RegExp(`^Propose by ${known}`) }).click();
  const form = finance.getByRole("dialog", { name: /^Propose/ });
  await form.getByRole("button", { name: "Propose", exact: true }).click();
  // To leave the page sooner would call the proposal off.
  await expect(form).toBeHidden();
  await finance.goto(`${QUEUE}?tab=proposals`);
  await rowOf(finance, sent).dblclick();
  const proposal = finance.getByRole("dialog", { name: `Price of ${sent}` });
  await expect(proposal.getByText("It waits for somebody else of finance, or an admin.")).toBeVisible();
  await expect(proposal.getByRole("button", { name: "Approve and publish" })).toBeHidden();
  await proposal.getByRole("button", { name: "Withdraw" }).click();
  await expect(rowOf(finance, sent)).toContainText("withdrawn");
  await finance.context().close();
});

test("a new name appears without a reload, is ignored with a reason and taken back", async ({ page, request }) => {
  await page.goto(QUEUE);
  await expect(rowOf(page, BROKEN)).toBeVisible();
  await reportUsage(request, [{ requestId: "guess-3", model: LEFT, promptTokens: 5_000_000, completionTokens: 0 }]);
  await expect(rowOf(page, LEFT)).toContainText("unknown", { timeout: 20_000 });
  await rowOf(page, LEFT).dblclick();
  await page.getByRole("dialog", { name: LEFT }).getByRole("button", { name: "Ignore …" }).click();
  const form = page.getByRole("dialog", { name: `Ignore ${LEFT}?` });
  await expect(form.getByRole("button", { name: "Ignore", exact: true })).toBeDisabled();
  await form.getByRole("textbox", { name: "Reason" }).fill("A test of the gateway");
  await form.getByRole("button", { name: "Ignore", exact: true }).click();
  await expect(rowOf(page, LEFT)).toBeHidden();
  await page.getByRole("tab", { name: /Ignored/ }).click();
  await expect(rowOf(page, LEFT)).toContainText("A test of the gateway");
  await page.getByRole("button", { name: `Take ${LEFT} back into the queue` }).click();
  await expect(rowOf(page, LEFT)).toBeHidden();
});

test("an admin publishes in three clicks from the group; a viewer is told whom to ask", async ({
  page,
  request,
  browser,
  baseURL,
}) => {
  const [known, sent] = ["Guess-Quick-Model", "guess-quick-MODEL"];
  await setPrice(request, known, { provider: "guesshouse", inputPer1M: "2", outputPer1M: "4" });
  await reportUsage(request, [
    {
      requestId: "guess-4",
      occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
      model: sent,
      provider: "guesshouse",
      promptTokens: 1000,
      completionTokens: 10,
    },
  ]);
  await page.goto(`${QUEUE}?group=${sent}&at=guesshouse`);
  await page.getByRole("button", { name: /^Price by Guess-Quick-Model/ }).click();
  await page.getByRole("button", { name: "Publish 1 price" }).click();
  await expect(page.getByText("Prices are in force")).toBeVisible();

  const viewer = await personOf("viewer", request, browser, baseURL ?? "");
  await viewer.goto(QUEUE);
  await expect(viewer.getByText("Default-priced: not for your role")).toBeVisible();
  await viewer.context().close();
});
