/** People and keys: an admin lets someone in, who sees what is theirs and whom to ask for the rest, until the door closes again. */
import { expect, type Page, test } from "@playwright/test";
import { ADMIN } from "../server/people";

const VERA = { name: "Vera Viewer", email: "vera.viewer@example.org", password: "viewers only, please" };
const KEY_NAME = "Journey gateway";

test.describe.configure({ mode: "serial" });

test("an admin adds a viewer, who is refused politely and then shut out", async ({ page, browser }) => {
  await page.goto("/admin/settings");
  await page.getByRole("button", { name: "Add user" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Add user" }).click();
  await expect(form.getByText("Must not be empty. Enter a name.")).toBeVisible();
  await form.getByLabel("Name").fill(VERA.name);
  await form.getByLabel("E-mail").fill(VERA.email);
  await form.getByRole("textbox", { name: "Initial password" }).fill(VERA.password);
  await form.getByRole("button", { name: "Add user" }).click();
  await expect(page.getByRole("row", { name: VERA.email })).toBeVisible();

  const vera = await signedIn(
    await browser.newContext({ storageState: { cookies: [], origins: [] } }).then((one) => one.newPage()),
  );
  await expect(vera).toHaveURL(/\/dashboard/);
  await vera.getByRole("link", { name: /Requests/ }).click();
  await expect(vera.getByText("Requests: not for your role")).toBeVisible();
  await expect(vera.getByText(/needs the role support/)).toBeVisible();
  await vera.getByRole("link", { name: /Discovery/ }).click();
  await expect(vera.getByText("Discovery: not for your role")).toBeVisible();
  await expect(vera.getByText(/needs the role finance/)).toBeVisible();

  await page.getByRole("button", { name: `Actions for ${VERA.email}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("row", { name: VERA.email })).toContainText("disabled");
  await vera.goto("/dashboard");
  await expect(vera).toHaveURL(/\/sign-in/);
  await vera.getByLabel("E-mail").fill(VERA.email);
  await vera.getByRole("textbox", { name: "Password" }).fill(VERA.password);
  await vera.getByRole("button", { name: "Sign in" }).click();
  await expect(vera.getByRole("alert")).toContainText("disabled");
  await vera.context().close();
});

test("an API key is shown once, works with its scope, and stops when revoked", async ({ page, playwright }) => {
  await page.goto("/admin/settings?tab=api-keys");
  await page.getByRole("button", { name: "Create API key" }).first().click();
  const form = page.getByRole("dialog");
  await form.getByLabel("Name").fill(KEY_NAME);
  await form.getByRole("checkbox", { name: /^read/ }).check();
  await form.getByRole("button", { name: "Create", exact: true }).click();
  const key = (await form.getByText(/^rk_[\w-]{43}$/).textContent()) ?? "";
  await form.getByRole("button", { name: "I have it" }).click();
  // While it closes it takes the clicks of the next dialog.
  await expect(form).toBeHidden();

  const program = await playwright.request.newContext({
    baseURL: new URL(page.url()).origin,
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  expect((await program.get("/api/prices")).status()).toBe(200);
  expect((await program.post("/api/catalog/refresh")).status()).toBe(403);

  const row = page.getByRole("row", { name: KEY_NAME });
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("revoked");
  expect((await program.get("/api/prices")).status()).toBe(401);
  await program.dispose();
});

test("the last admin stays one", async ({ page }) => {
  await page.goto("/admin/settings");
  const role = page.getByRole("combobox", { name: `Role of ${ADMIN.email}` });
  await role.selectOption("viewer");
  await page.getByRole("dialog").getByRole("button", { name: "Become viewer" }).click();
  await expect(page.getByText(`${ADMIN.email} is the last admin who can sign in.`)).toBeVisible();
  await expect(role).toHaveValue("admin");
});

test("the audit log has it all, and its chain is intact", async ({ page }) => {
  await page.goto("/admin/settings?tab=audit");
  await expect(page.getByText(/entries, chain intact/)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(VERA.email);
  await expect(page.getByRole("row", { name: /user\.disable/ })).toBeVisible();
  await expect(page).toHaveURL(/q=vera/);
});

async function signedIn(page: Page): Promise<Page> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(VERA.email);
  await page.getByRole("textbox", { name: "Password" }).fill(VERA.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  return page;
}
