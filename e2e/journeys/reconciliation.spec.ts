/**
 * An invoice with another price than ours: it is named first, leads to the price and to a re-cost, and compared again the invoice agrees.
 * Then a name that nobody knows is mapped, a comparison is removed with a reason, and an invoice comes in two parts. On a server of its own.
 */
import { expect, type Page, test } from "@playwright/test";
import { seriousProblems } from "../browser/serious-problems";
import { SET_UP } from "../server/people";
import { reportUsage, setPrice } from "../server/rest-calls";
import { signIn } from "../server/sign-in";
import { startServer, type TestServer } from "../server/start-server";

const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const start = Date.parse(`${day}T00:00:00Z`) / 1000;
const MODEL = "gpt-4o";

let server: TestServer;
let page: Page;

test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  server = await startServer(SET_UP);
  const context = await browser.newContext({ baseURL: server.url, storageState: await signIn(server.url) });
  page = await context.newPage();
  const price = { provider: "openai", inputPer1M: "5", outputPer1M: "10", effectiveFrom: `${day}T00:00:00Z` };
  await setPrice(context.request, MODEL, price);
  await reportUsage(context.request, [
    {
      requestId: "inv-1",
      model: MODEL,
      provider: "openai",
      promptTokens: 100_000_000,
      completionTokens: 1_000_000,
      occurredAt: `${day}T12:00:00Z`,
    },
  ]);
});

test.afterAll(async () => {
  await page.context().close();
  await server.stop();
});

const line = (item: string, amount: string, quantity: string) =>
  `${start},${amount},usd,${quantity},tokens,"${item}",proj`;
const INVOICE = [
  "start_time,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id",
  line("gpt-4o-2024-08-06, input", "250.000000", "100000000"),
  line("gpt-4o-2024-08-06, output", "10.000000", "1000000"),
].join("\n");

const choose = (name: string, text: string) => chooseParts({ [name]: text });

/** Texts by the names of their files. */
async function chooseParts(texts: Readonly<Record<string, string>>) {
  await page.goto("/admin/reconciliation");
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).click();
  const files = Object.entries(texts).map(([name, text]) => ({
    name,
    mimeType: "text/csv",
    buffer: Buffer.from(text),
  }));
  await (await chooser).setFiles(files);
}

const compare = () => page.getByRole("button", { name: "Compare with the ledger" }).click();
const verdict = () => page.getByRole("status", { name: "What explains most" });

test("an invoice is known by its columns, and the wrong price is named first", async () => {
  await page.goto("/admin/reconciliation");
  await expect(page.getByText("No invoice was compared yet")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await choose("empty.csv", "");
  const refused = page.getByRole("alert", { name: "This file cannot be read" });
  await expect(refused).toContainText("empty.csv holds no line with a cost");
  await choose("openai-costs.csv", INVOICE);
  await expect(page.getByText("OpenAI's costs.")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await compare();
  await expect(verdict()).toHaveText(
    "gpt-4o: billed at $2.50 per 1M input, booked at $5.00, explains -$250.00 of -$250.00 (100 %)",
  );
  await expect(page.getByRole("row", { name: /^gpt-4o gpt-4o-2024-08-06/ })).toContainText("$260.00");
  expect(await seriousProblems(page)).toEqual([]);
});

test("its link leads to a re-cost of these requests; compared again, the invoice agrees", async () => {
  const comparison = page.url();
  const price = { provider: "openai", inputPer1M: "2.5", outputPer1M: "10", effectiveFrom: `${day}T00:00:00Z` };
  await setPrice(page.request, MODEL, price);
  await page.getByRole("link", { name: "Re-cost its requests" }).first().click();
  await expect(page.getByRole("heading", { name: "Re-cost" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Days" })).toHaveText(new RegExp(`^${day} `));
  await page.getByRole("button", { name: "Dry run", exact: true }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("as billed");
  await page.getByRole("button", { name: "Correct these costs" }).click();
  await expect(page.getByText("done", { exact: true })).toBeVisible();
  await page.goto(comparison);
  await page.getByRole("button", { name: "Compare again" }).click();
  await expect(verdict()).toHaveText("Invoice and ledger agree to the last digit.");
});

test("a model is told day by day, and the same file is told again", async () => {
  await page.getByRole("row", { name: /^gpt-4o gpt-4o-2024-08-06/ }).click();
  await expect(page.getByRole("dialog").getByRole("row", { name: new RegExp(day) })).toContainText("$260.00");
  await page.keyboard.press("Escape");
  await choose("again.csv", INVOICE);
  await compare();
  await expect(page.getByRole("alert").filter({ hasText: "was compared before" })).toBeVisible();
});

test("columns are mapped, a rate is asked for, and an unknown name is mapped to one of the ledger", async () => {
  await choose("rechnung.csv", `Tag;Dienst;Kosten;Waehrung\n${day};GPT vier;240,50;EUR\n`);
  await expect(page.getByRole("alert")).toContainText("is no export of costs that is known");
  for (const [column, field] of [
    ["Tag", "Day or month"],
    ["Dienst", "Model"],
    ["Kosten", "Cost"],
    ["Waehrung", "Currency"],
  ] as const) {
    const select = page.getByRole("combobox", { name: `${column} is taken as` });
    await select.click();
    await page.getByRole("option", { name: field, exact: true }).click();
    await expect(select).toHaveValue(field);
  }
  await compare();
  await expect(page.getByText("Say what 1 EUR is in USD").first()).toBeVisible();
  await page.getByRole("textbox", { name: "1 EUR in USD" }).fill("1.08");
  expect(await seriousProblems(page)).toEqual([]);
  await compare();
  await expect(page.getByRole("heading", { name: "Names" })).toBeVisible();
  await page.getByRole("combobox", { name: "GPT vier in the ledger" }).click();
  await page.getByRole("option", { name: MODEL, exact: true }).click();
  await expect(page.getByText("mapped by hand")).toBeVisible();
  await expect(verdict()).toContainText("price and volume cannot be told apart");
});

test("the next file with these columns is taken as this one was, and a near name is one click", async () => {
  await choose("november.csv", `Dienst;Tag;Waehrung;Kosten\nGPT vier;${day};EUR;1,50\ngpt-4oo;${day};EUR;2,50\n`);
  await expect(page.getByRole("status").filter({ hasText: "are those of rechnung.csv" })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByRole("textbox", { name: "1 EUR in USD" }).fill("1.08");
  expect(await seriousProblems(page)).toEqual([]);
  await compare();
  await page.getByRole("button", { name: `gpt-4oo is ${MODEL}` }).click();
  await expect(page.getByText("mapped by hand")).toHaveCount(2);
});

test("a comparison is removed with a reason", async () => {
  await page.goto("/admin/reconciliation");
  await page.getByRole("row", { name: /rechnung.csv/ }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Delete" })).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Reason" }).fill("a draft");
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("row", { name: /openai-costs.csv/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /rechnung.csv/ })).toHaveCount(0);
});

test("a cost table of Google says its currency, its total and its zone; a PDF and an export of usage say what helps", async () => {
  const head = ["Invoice number,1,", `Invoice date,${day},`, "Due date,,", "Billing ID,1,", "Currency,EUR,"];
  const columns = "Service description,Service ID,SKU description,Cost type,Usage start date,Usage end date,Usage unit";
  const sku = "Generate content output token count gemini 2.5 flash short input text";
  const rows = [
    `${columns},Usage amount,Unrounded Cost (€),Cost (€)`,
    `Gemini API,AEFD,${sku},Usage,${day},${day},count,"1,000,000",1234.560001,1234.56`,
    ",,,Rounding error,,,,,-0.000001,0.00",
    ",,,Total,,,,,1234.56,1234.56",
  ];
  await choose("cost-table.csv", [...head, ...rows].join("\n"));
  await expect(page.getByText("Google Cloud's billing.")).toBeVisible();
  await expect(page.getByText("1,234.56 EUR")).toHaveCount(2);
  await expect(page.getByRole("textbox", { name: "Zone of its days" })).toHaveValue("America/Los_Angeles");
  await expect(page.getByRole("textbox", { name: "1 EUR in USD" })).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await choose("invoice.pdf", "%PDF-1.7");
  const refused = page.getByRole("alert", { name: "This file cannot be read" });
  await expect(refused).toContainText("invoice.pdf is a PDF, and only text is read");
  await choose("usage.csv", `start_time,input_tokens,output_tokens,model\n${start},5,1,gpt-5\n`);
  await expect(page.getByRole("alert")).toContainText("counts what was used and has no costs");
});

test("lines of other services are left out, and each is told with its cost", async () => {
  const columns = "line_item_line_item_type,line_item_product_code,line_item_usage_start_date,line_item_usage_type";
  const rows = [
    `${columns},line_item_usage_amount,line_item_unblended_cost,line_item_currency_code,pricing_unit`,
    `Usage,AmazonBedrock,${day},USE1-NovaPro-input-tokens,1000,0.8,USD,1K tokens`,
    `Usage,AmazonEC2,${day},BoxUsage,24,1200.5,USD,Hrs`,
    `Usage,AmazonEC2,${day},BoxUsage,24,,USD,Hrs`,
    `Usage,AmazonS3,${day},Requests,1,3,USD,Requests`,
  ];
  await choose("cur.csv", rows.join("\n"));
  const note = page.getByRole("note", { name: "Lines that are not compared" });
  await expect(note).toContainText("2 lines of 2 other services for 1,203.50 USD are left out");
  await expect(note).toContainText("1 line without a cost");
  expect(await seriousProblems(page)).toEqual([]);
  await compare();
  await expect(page.getByRole("row", { name: /^AmazonEC2/ })).toContainText("$1.2K");
  await expect(verdict()).toContainText("NovaPro: on the invoice, but the ledger has nothing under this name");
  expect(await seriousProblems(page)).toEqual([]);
});

test("an invoice in two parts is one comparison; what is no part of it is refused by its name, and nothing is sent", async () => {
  const meters = "UsageDate,ServiceName,Meter,Cost,Currency";
  const partOf = (cost: string) => `${meters}\n${day},Foundry Models,gpt 5 inp Gl 1M Tokens,${cost},USD\n`;
  const parts = { "azure-10.csv": partOf("0.0000025"), "azure-2.csv": partOf("0.00000125") };
  await chooseParts({ ...parts, "focus.csv": "ChargePeriodStart,BilledCost,ChargeCategory\n2026-01-01,1,Usage\n" });
  await expect(page.getByRole("alert")).toContainText('focus.csv has no column "Meter", which azure-2.csv has.');
  await expect(page.getByRole("button", { name: "Compare with the ledger" })).toBeDisabled();
  await chooseParts({ ...parts, "copy.csv": partOf("0.0000025") });
  await expect(page.getByRole("alert")).toContainText("copy.csv holds the same as azure-10.csv");
  await chooseParts(parts);
  await expect(page.getByText("azure-2.csv and 1 more part: Azure's cost details.")).toBeVisible();
  await expect(page.getByText("0.00000375 USD")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await compare();
  await expect(page.getByRole("heading", { name: "azure-2.csv and 1 more part" })).toBeVisible();
  await expect(page.getByText("Azure's cost details, 2 lines")).toBeVisible();
});

test("the end of a small amount, and how many parts there are, was cut off in the list at 1280 px", async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/admin/reconciliation");
  const cells = page.getByRole("row", { name: /azure-2.csv and 1 more part/ }).getByRole("gridcell");
  await expect(cells.filter({ hasText: "$0.00000375" })).toHaveCount(2);
  const cut = await cells
    .filter({ hasText: /^\$|part/ })
    .evaluateAll((all) =>
      all.flatMap((cell) =>
        [cell, ...cell.children].some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
          ? [cell.textContent]
          : [],
      ),
    );
  expect(cut).toEqual([]);
});

test("parts are dropped, and reading them is stopped", async () => {
  await page.goto("/admin/reconciliation");
  const dropped = await page.evaluateHandle(() => {
    const dropped = new DataTransfer();
    const row = "1,1,usd,1,tokens,gpt-4o,proj\n";
    for (const name of ["b.csv", "a.csv"]) {
      const head = "start_time,amount_value,amount_currency,quantity,quantity_unit,line_item,project_id\n";
      dropped.items.add(new File([head, row.repeat(600_000)], name));
    }
    return dropped;
  });
  await page.getByText("Drop an invoice").dispatchEvent("drop", { dataTransfer: dropped });
  await expect(page.getByRole("status").filter({ hasText: "Reading a.csv (1 of 2)" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Choose files" })).toBeVisible();
});
