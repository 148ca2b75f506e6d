/** A long table: what is drawn while somebody scrolls, selects, edits and searches. Rows come and go in the same elements; nothing of one stays for another. */
import { expect, type Locator, type Page, test } from "@playwright/test";
import { BEARER } from "../server/rest-calls";

const COUNT = 120;
const nameOf = (at: number) => `gr-${String(at).padStart(3, "0")}`;
const NAMES = Array.from({ length: COUNT }, (_, at) => nameOf(at));

test.beforeAll(async ({ playwright }) => {
  const http = await playwright.request.newContext({ baseURL: process.env.E2E_URL, extraHTTPHeaders: BEARER });
  for (const [at, name] of NAMES.entries()) {
    const standing = await http.get(`/api/prices/${name}`);
    if (standing.ok()) continue;
    const data = { provider: "acme", inputPer1M: String(at + 1), outputPer1M: "900" };
    expect((await http.put(`/api/prices/${name}`, { data })).ok()).toBe(true);
  }
  await http.dispose();
});

const gridOf = (page: Page) => page.getByRole("grid", { name: "prices" });
const rowOf = (page: Page, at: number) => gridOf(page).getByRole("row", { name: new RegExp(`^${nameOf(at)}`) });

async function openBook(page: Page): Promise<void> {
  await page.goto("/admin/model-pricing?q=gr-&sort=model");
  await expect(gridOf(page)).toHaveAttribute("aria-rowcount", String(COUNT + 1));
  await expect(rowOf(page, 0)).toBeVisible();
}

/** Rows in the order of the document, the header left out: place from 0, and the name that stands there. */
const drawn = (page: Page) =>
  gridOf(page)
    .getByRole("row")
    .evaluateAll((rows) =>
      rows.slice(1).map((row) => ({
        at: Number(row.getAttribute("aria-rowindex")) - 2,
        name: /gr-\d+/.exec(row.textContent ?? "")?.[0],
      })),
    );

const scrollTo = (page: Page, at: number) =>
  gridOf(page).evaluate((grid, row) => {
    const frame = grid.parentElement;
    const place =
      grid.querySelector<HTMLElement>('[role="row"][aria-rowindex="2"]') ?? grid.querySelectorAll("[role=row]")[1];
    if (frame && place) frame.scrollTop = row * place.clientHeight;
  }, at);

/** Steps as of a wheel, down and up again. */
async function scrollAround(page: Page): Promise<void> {
  for (const at of [6, 14, 40, 90, 84, 30, 60]) await scrollTo(page, at);
  await expect(rowOf(page, 62)).toBeVisible();
}

test("after any scroll each drawn row has its own name, in the order of the screen, and few are drawn", async ({
  page,
}) => {
  await openBook(page);
  await scrollAround(page);
  await expect
    .poll(async () => {
      const places = (await drawn(page)).map(({ at }) => at);
      return places.every((at, place) => place === 0 || at === (places[place - 1] ?? 0) + 1);
    })
    .toBe(true);
  const rows = await drawn(page);
  for (const { at, name } of rows) expect(name).toBe(nameOf(at));
  expect(rows.length).toBeLessThan(70);
});

test("a selected row is selected alone after a scroll, by mouse, in a range and by keyboard", async ({ page }) => {
  await openBook(page);
  const box = (at: number) => page.getByRole("checkbox", { name: `Select ${nameOf(at)}`, exact: true });
  await box(2).click();
  await box(4).click({ modifiers: ["Shift"] });
  await expect(gridOf(page).locator('[role="row"][aria-selected="true"]')).toHaveCount(3);
  await scrollAround(page);
  await expect(gridOf(page).locator('[role="row"][aria-selected="true"]')).toHaveCount(0);
  await scrollTo(page, 0);
  for (const at of [2, 3, 4]) await expect(box(at)).toBeChecked();
  await expect(box(5)).not.toBeChecked();

  await gridOf(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Space");
  await expect(box(COUNT - 1)).toBeChecked();
  await expect.poll(() => activeName(page)).toBe(nameOf(COUNT - 1));
  await page.keyboard.press("Home");
  await expect.poll(() => activeName(page)).toBe(nameOf(0));
  await expect(box(0)).not.toBeChecked();
});

/** The name in the row that a screen reader is told of. */
const activeName = (page: Page) =>
  gridOf(page).evaluate((grid) => {
    const active = document.getElementById(grid.getAttribute("aria-activedescendant") ?? "");
    return /gr-\d+/.exec(active?.textContent ?? "")?.[0];
  });

test("a control that has the focus does not hand it to the row that comes after it", async ({ page }) => {
  await openBook(page);
  for (const control of [page.getByRole("button", { name: `More about ${nameOf(3)}` }), selectBox(rowOf(page, 3))]) {
    await scrollTo(page, 0);
    await control.focus();
    await scrollAround(page);
    await expect(gridOf(page)).toBeFocused();
  }
});

test("a cell that is edited is edited in its own row only, and takes what is typed", async ({ page }) => {
  await openBook(page);
  await gridOf(page).focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("F2");
  const editors = gridOf(page).getByRole("textbox");
  await expect(editors).toHaveAccessibleName(`Input of ${nameOf(1)}, USD`);
  await scrollAround(page);
  await expect(editors).toHaveCount(0);
  await scrollTo(page, 0);
  await expect(editors).toHaveAccessibleName(`Input of ${nameOf(1)}, USD`);
  await page.keyboard.press("Escape");
});

test("an open menu closes with its row", async ({ page }) => {
  await openBook(page);
  await page.getByRole("button", { name: `More about ${nameOf(3)}` }).click();
  await expect(page.getByRole("menuitem", { name: "History" })).toBeVisible();
  await scrollAround(page);
  await expect(page.getByRole("menuitem", { name: "History" })).toHaveCount(0);
  await expect(gridOf(page).locator('[aria-expanded="true"]')).toHaveCount(0);
});

test("a search draws what it finds and nothing else, from wherever somebody was", async ({ page }) => {
  await openBook(page);
  await scrollAround(page);
  await page.getByRole("searchbox", { name: "Search prices" }).fill("gr-07");
  await expect(gridOf(page)).toHaveAttribute("aria-rowcount", "11");
  await expect
    .poll(async () => (await drawn(page)).map(({ name }) => name))
    .toEqual(NAMES.filter((name) => name.startsWith("gr-07")));
});

test("a click on a row opens it, one on what stands in it does not", async ({ page }) => {
  await openBook(page);
  await scrollAround(page);
  await rowOf(page, 62).getByText("acme").click();
  await expect(page).toHaveURL(new RegExp(`open=${nameOf(62)}`));
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/open=/);
  await selectBox(rowOf(page, 63)).click();
  await expect(page).not.toHaveURL(/open=/);
});

test("the help of a column is told to the keyboard and on hover, and is gone when the rows move", async ({ page }) => {
  await openBook(page);
  const header = page.getByRole("columnheader", { name: "Used 30 d" }).getByRole("button");
  const help = page.getByRole("tooltip", { name: /Requests sent under this very name/ });
  await header.focus();
  await expect(help).toBeVisible();
  await gridOf(page).focus();
  await expect(help).toBeHidden();
  await header.hover();
  await expect(help).toBeVisible();
  await scrollTo(page, 30);
  await expect(help).toBeHidden();
});

const selectBox = (row: Locator) => row.getByRole("checkbox");
