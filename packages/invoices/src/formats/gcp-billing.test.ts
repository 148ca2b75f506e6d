/** Columns and end lines of files of Google Cloud's console; accounts and amounts are invented. Sources: see gcp-billing.ts. */
import { expect, it } from "vitest";
import { lines, readInvoice, rowsOf } from "../testing/read-invoice";

const PREAMBLE = [
  "Invoice number,1234567890,",
  "Invoice date,2026-06-30,",
  "Due date,2026-07-30,",
  "Billing account ID,0A0A0A-0B0B0B-0C0C0C,",
  "Currency,EUR,",
  "Currency exchange rate,0.9,",
  'Total amount due,"€1,001.02",',
];
const COST_TABLE =
  "Billing account name,Billing account ID,Project name,Service description,Service ID,SKU description,SKU ID,Credit type,Cost type,Usage start date,Usage end date,Usage amount,Usage unit,Unrounded Cost (€),Cost (€)";
const GEMINI = "Gemini API,AEFD,Generate content output token count gemini 2.5 flash short input text,911A";

it("a cost table begins with its invoice above the columns: it was refused line by line, its total would have counted twice, its month was a day", async () => {
  const { opened, summed } = await readInvoice(
    "cost-table.csv",
    lines(
      ...PREAMBLE,
      COST_TABLE,
      `Acme,0A,prod,${GEMINI},,Usage,2026-06-01,2026-06-30,"622,403",count,1.555990,1.56`,
      `Acme,0A,prod,${GEMINI},Promotional credit,Usage,2026-06-01,2026-06-30,"622,403",count,-0.5,-0.50`,
      "Acme,0A,prod,Compute Engine,6F81,E2 Instance Core running in Iowa,ABC1,,Usage,2026-06-01,2026-06-30,100,hour,1000.005,1000.01",
      ",,,,,,,,Rounding error,,,,,-0.003441,-0.00",
      ",,,,,,,,Total,,,,,1001.057549,1001.06",
    ),
  );
  expect(opened).toMatchObject({ format: "gcp-billing", zone: "America/Los_Angeles" });
  expect(rowsOf(summed)).toEqual([
    "2026-06-01..2026-06-30 | vertex_ai | gemini 2.5 flash | output | 622403 | 1.55599",
    "2026-06-01..2026-06-30 | vertex_ai | Credit: Promotional credit | not-usage | - | -0.5",
    "2026-06-01 | vertex_ai | Compute Engine | other-service | - | 1000.005",
    "2026-06-01..2026-06-30 | vertex_ai | Rounding error | not-usage | - | -0.003441",
  ]);
  expect(summed).toMatchObject({ unreadCount: 0, currency: "EUR", total: "1001.057549", statedTotal: "1001.057549" });
});

const REPORT =
  "Date,Service description,Service ID,SKU description,SKU ID,Usage amount,Usage unit,List cost ($),Negotiated savings ($),Savings programs ($),Other savings ($),Unrounded subtotal ($),Subtotal ($)";

it("a report's days stood in a column that was not looked for; its savings are named, its ends are no lines", async () => {
  const { summed } = await readInvoice(
    "report.csv",
    lines(
      REPORT,
      `2026-08-14,${GEMINI},"622,403",count,1.56,0.00,0.00,-0.50,1.055990,1.06`,
      "2026-08-15,Vertex AI,C7E2,Gemini 3.7 Flash Global Text Input - Predictions,F1,1000000,count,0.75,0,0,0,0.750000,0.75",
      ",,,,,,,,,,,Subtotal,1.81",
      ",,,,,,,,,,,Tax,0.34",
      ",,,,,,,,,,,Filtered total,2.15",
    ),
  );
  expect(rowsOf(summed)).toEqual([
    "2026-08-14 | vertex_ai | gemini 2.5 flash | output | 622403 | 1.55599",
    "2026-08-14 | vertex_ai | Credit: Other savings | not-usage | - | -0.5",
    "2026-08-15 | vertex_ai | Gemini 3.7 Flash | input | 1000000 | 0.75",
    "2026-08-14..2026-08-15 | vertex_ai | Tax | not-usage | - | 0.34",
  ]);
  expect(summed).toMatchObject({ unreadCount: 0, currency: "USD", total: "2.14599", statedTotal: "2.15" });
});

it.each([
  ["$", "USD"],
  ["€", "EUR"],
  ["CHF", "CHF"],
  ["¥", null],
])("a report in %s was taken as one in USD, and is in %s", async (sign, currency) => {
  const columns = "Date,Service description,Service ID,SKU description,Usage amount,Usage unit";
  const text = lines(
    `${columns},Unrounded subtotal (${sign}),Subtotal (${sign})`,
    "2026-08-15,Gemini API,AEFD,Generate content input token count gemini 3.5 flash text,1000,count,0.0015,0.00",
  );
  expect((await readInvoice("report.csv", text)).summed.currency).toBe(currency);
});

it("a report without SKUs is compared with all models of its services", async () => {
  const text = lines(
    "Date,Service description,Service ID,List cost ($),Subtotal ($)",
    "2026-05-01,Gemini API,AEFD,9.25,9.25",
    "2026-05-01,Cloud Run,152E,1.50,1.50",
  );
  expect(rowsOf((await readInvoice("report.csv", text)).summed)).toEqual([
    "2026-05-01 | vertex_ai |  | all | - | 9.25",
    "2026-05-01 | vertex_ai | Cloud Run | other-service | - | 1.5",
  ]);
});

it("a report that is not by day says what helps", async () => {
  const text = lines(
    "Service description,Service ID,SKU description,Usage amount,Usage unit,Subtotal ($)",
    "Gemini API,AEFD,Generate content input token count gemini 3.5 flash text,1000,count,1.50",
  );
  await expect(readInvoice("report.csv", text)).rejects.toThrow(
    "day is empty, and every line needs one. Group the export by day, then export it again.",
  );
});

it("credits of a flat CSV, which are JSON text there, were left out", async () => {
  const text = lines(
    "service.description,sku.description,usage_start_time,cost,currency,credits",
    `Vertex AI,Gemini 2.5 Flash GA Text Input - Predictions,2026-05-01 05:00:00 UTC,3,USD,"[{""name"":""Promotion"",""amount"":-0.10000000000000000001}]"`,
    "Vertex AI,Gemini 2.5 Flash GA Text Input - Predictions,2026-05-01 05:00:00 UTC,1,USD,[]",
  );
  expect(rowsOf((await readInvoice("export.csv", text)).summed)).toEqual([
    "2026-05-01 | vertex_ai | Gemini 2.5 Flash | input | - | 4",
    "2026-05-01 | vertex_ai | Credit: Promotion | not-usage | - | -0.10000000000000000001",
  ]);
});
