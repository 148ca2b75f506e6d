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
