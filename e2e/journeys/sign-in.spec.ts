import { expect, test } from "@playwright/test";

test.describe("someone who is not signed in", () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test("is asked to sign in, whatever page they opened", async ({ page }) => {
    await page.goto("/admin/model-pricing");
    await expect(page).toHaveURL(/\/sign-in/);
    await expect(page.getByLabel(/e-?mail/i)).toBeVisible();
  });
});

test("someone who is signed in and opens the bare address sees the dashboard", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/dashboard/);
  await expect(page.getByRole("navigation").first()).toBeVisible();
});

test("who is signed in, whether there is an admin and the zone of the ledger are asked in one call", async ({
  page,
}) => {
  const calls: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/trpc/")) calls.push(pathname.slice("/trpc/".length));
  });
  await page.goto("/dashboard/logs");
  await expect(page.getByRole("heading", { level: 1, name: "Requests" })).toBeVisible();
  const [first = "", ...others] = calls;
  expect(first.split(",").toSorted()).toEqual(["access.me", "access.setupState", "ledgerZone.show"]);
  expect(others.join()).not.toMatch(/access\.|ledgerZone/);
});

test("an address without a page says so, and the way on is at hand", async ({ page }) => {
  await page.goto("/dashboard/months");
  await expect(page.getByText("There is no such page")).toBeVisible();
  await page.getByRole("navigation").getByRole("link", { name: "Months" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Months" })).toBeVisible();
});
