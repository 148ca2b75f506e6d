/**
 * A channel says what its test came to. A rule says what it would have said before it is saved; usage makes it an alert, which is news in the app, is acknowledged or snoozed,
 * and stays in the history. On a server of its own.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { seriousProblems } from "../browser/serious-problems";
import { SET_UP } from "../server/people";
import { reportUsage, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";
import { startServer } from "../server/start-server";

const DAY_MS = 86_400_000;
const dayAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();

test("from a rule to an alert and its history", async ({ browser }) => {
  const server = await startServer(SET_UP);
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server.url) });
  const page = await context.newPage();
  const { request } = context;
  await setPrice(request, "al-model", { provider: "acme", perRequest: "30" });
  await reportUsage(
    request,
    [3, 4].flatMap((ago) =>
      ["a", "b"].map((id) => ({ requestId: `al-${ago}-${id}`, model: "al-model", occurredAt: dayAgo(ago) })),
    ),
  );

  let calls = 0;
  const hook = createServer((_call, answer) => {
    calls += 1;
    answer.end("ok");
  });
  hook.listen(0, "127.0.0.1");
  await once(hook, "listening");
  const { port } = hook.address() as AddressInfo;

  await test.step("a webhook is tested, and its signing secret is shown once", async () => {
    await page.goto("/admin/alerts?tab=channels");
    await page.getByRole("button", { name: "Add a webhook" }).click();
    await page.getByRole("textbox", { name: "Address" }).fill("http://127.0.0.1:9/hook");
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect(page.getByText("Port 9 belongs to another protocol", { exact: false })).toBeVisible();
    await page.getByRole("textbox", { name: "Address" }).fill(`http://127.0.0.1:${port}/hook`);
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect(page.getByText(`127.0.0.1:${port} answered 200: ok`)).toBeVisible();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("The signing secret, shown this once")).toBeVisible();
    await page.getByRole("button", { name: "I have it" }).click();
    await expect(page.getByRole("row", { name: /Webhook/ }).nth(0)).toBeVisible();
  });

  await test.step("a rule says how often it would have fired", async () => {
    await page.goto("/admin/alerts");
    await expect(page.getByText("No rule is on")).toBeVisible();
    await page.getByRole("button", { name: "Add a rule" }).click();
    await page.getByRole("button", { name: /^Spend of a day/ }).click();
    await page.getByText("Models", { exact: true }).click();
    await page.getByRole("textbox", { name: "More than, USD a day" }).fill("0");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText(/decimal number/)).toBeVisible();
    await page.getByRole("textbox", { name: "More than, USD a day" }).fill("50");
    await expect(page.getByText("Would have fired 2 times in the last 30 days")).toBeVisible();
    await expect(page.getByText("Right now it would say nothing.")).toBeVisible();
    await page.getByRole("checkbox", { name: "Webhook" }).check();
    expect(await seriousProblems(page)).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("row", { name: /Spend of a day/ })).toContainText("Any model: more than $50.00 a day");
  });

  await test.step("usage makes it an alert, and news", async () => {
    await reportUsage(
      request,
      ["a", "b"].map((id) => ({ requestId: `al-now-${id}`, model: "al-model", occurredAt: dayAgo(0) })),
    );
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByText("1 new alert")).toBeVisible();
    await page.getByRole("button", { name: "Check now" }).click();
    await expect(page.getByText("Nothing is new")).toBeVisible();
    await page.reload();
    await page.getByRole("button", { name: "Notifications: 1" }).click();
    await page.getByRole("link", { name: /al-model: \$60.00 on/ }).click();
    const alert = page.getByRole("dialog", { name: /al-model/ });
    await expect(alert).toContainText("The limit of a day is $50.00.");
    await expect(alert.getByRole("region", { name: "Where it was told" })).toContainText("answered 200: ok", {
      timeout: 30_000,
    });
    expect(calls).toBe(2);
    expect(await seriousProblems(page)).toEqual([]);
  });

  await test.step("it shows on the dashboard while it is open, and leads to what answers it", async () => {
    await page.goto("/dashboard");
    await page.getByRole("link", { name: "See to them" }).click();
    await page.getByRole("row", { name: /al-model/ }).click();
    await page.getByRole("link", { name: "Open what answers it" }).click();
    await expect(page.getByRole("heading", { name: "Explore" })).toBeVisible();
    await expect(page).toHaveURL(/model=al-model/);
  });

  await test.step("snoozed it is quiet, acknowledged it stays in the history with who did it", async () => {
    await page.goto("/admin/alerts");
    await page.getByRole("row", { name: /al-model/ }).click();
    await page.getByRole("button", { name: /^Snooze/ }).click();
    await page.getByRole("menuitem", { name: "For a day" }).click();
    await expect(page.getByRole("dialog", { name: /al-model/ })).toContainText("Snoozed until");
    await page.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await expect(page.getByRole("dialog", { name: /al-model/ })).toContainText("acknowledged it");
    await page.keyboard.press("Escape");
    await page.getByRole("radiogroup", { name: "State" }).getByText("Acknowledged").click();
    await expect(page.getByRole("row", { name: /al-model/ })).toContainText("acknowledged");
  });

  await test.step("a rule is switched off", async () => {
    await page.getByRole("tab", { name: "Rules" }).click();
    await page.getByRole("switch", { name: "Spend of a day on" }).click();
    await expect(page.getByText("Spend of a day is off")).toBeVisible();
  });

  await context.close();
  await server.stop();
  hook.close();
});
