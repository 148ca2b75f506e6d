/** The guide is found from the command palette, and every step of it leads to a screen that exists. */
import { expect, test } from "@playwright/test";

test("a chapter is found by its words, and its step leads to the queue", async ({ page }) => {
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Go to a page or do something" }).fill("exposure");
  await page.getByRole("dialog", { name: "Commands" }).getByText("Default pricing is used").click();
  await expect(page).toHaveURL(/docs\/guides\/models#default-pricing/);
  const chapter = page.getByRole("region", { name: "Default pricing is used" });
  await expect(chapter).toBeInViewport();
  await chapter.getByRole("link", { name: "Default-priced", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Default-priced" })).toBeVisible();
});

test("every link of the guide opens a page", async ({ page }) => {
  await page.goto("/docs/guides/models");
  const links = page.getByRole("article").getByRole("link");
  await expect(links.first()).toBeVisible();
  const addresses = new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? "")));
  expect(addresses.size).toBeGreaterThan(15);
  for (const address of addresses) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.getByText("There is no such page"), address).toBeHidden();
  }
});
