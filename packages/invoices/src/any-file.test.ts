/** Whatever stands in the cells of a known export: each row is counted, and what is read can be sent. */
import { AddReconciliation } from "@ratecard/contract";
import fc from "fast-check";
import { expect, it } from "vitest";
import { openInvoice } from "./open-invoice";
import { inPieces } from "./testing/read-invoice";

/** A column -> cells that stand in it. */
type Columns = Readonly<Record<string, readonly string[]>>;

const DAYS = [
  "2026-10-01",
  "2026-10-31T23:00:00Z",
  "10/02/2026",
  "1790812800",
  "2026-10",
  "",
  "soon",
  "0001-01-01",
  "12/31/3000",
];
const COSTS = [
  "1",
  "-0.25",
  "0",
  "",
  "1e-7",
  "0.00000000000000000000123",
  "123456789012345678.5",
  "(3.5)",
  "$1,234.50",
];
const COUNTS = ["1000", "0.000127999999999999", "1.5", "", "many", "-3", "12345678901234567890123"];
const NAMES = ["gpt-4o", "", " Total ", "Tax", "a\u0007b", "x".repeat(1200), "línea", "=1+1"];

const FORMATS: Readonly<Record<string, Columns>> = {
  "openai-costs": {
    start_time: DAYS,
    amount_value: COSTS,
    amount_currency: ["usd", "USD", ""],
    quantity: COUNTS,
    quantity_unit: ["", "tokens", "1K tokens"],
    line_item: ["gpt-4o, input", "gpt-4o, cached input", ...NAMES],
  },
  "aws-cur": {
    line_item_line_item_type: ["Usage", "Tax", "Credit", ""],
    line_item_product_code: ["AmazonBedrock", "AmazonEC2", "", "x".repeat(1200)],
    line_item_usage_start_date: DAYS,
    line_item_usage_end_date: [...DAYS, "2029-01-01T00:00:00Z"],
    line_item_usage_type: ["USE1-NovaPro-input-tokens", "USE1-NovaPro-output-tokens", ...NAMES],
    line_item_usage_amount: COUNTS,
    line_item_unblended_cost: COSTS,
    line_item_currency_code: ["USD", ""],
    pricing_unit: ["1K tokens", "Hrs"],
    product: ["{}", "{", '{"product_name":"Claude (Amazon Bedrock Edition)"}'],
  },
  "azure-costs": {
    Date: DAYS,
    MeterCategory: ["Foundry Models", "Storage", ...NAMES],
    MeterSubCategory: ["Azure OpenAI GPT5", ""],
    MeterName: ["gpt 4o 1120 Inp glbl Tokens", ...NAMES],
    UnitOfMeasure: ["1K", "1M", "", "1 Hour"],
    Quantity: COUNTS,
    CostInBillingCurrency: COSTS,
    BillingCurrency: ["USD"],
    ChargeType: ["Usage", "Purchase", ""],
  },
  "gcp-billing": {
    "service.description": ["Vertex AI", "Compute Engine", "Invoice", ...NAMES],
    "sku.description": ["Gemini 2.5 Flash Text Input - Predictions", ...NAMES],
    usage_start_time: DAYS,
    cost: COSTS,
    currency: ["USD", ""],
    "usage.amount": COUNTS,
    "usage.unit": ["count", "seconds"],
    cost_type: ["regular", "tax"],
  },
  focus: {
    ChargePeriodStart: DAYS,
    BilledCost: COSTS,
    ChargeCategory: ["Usage", "Tax", ""],
    ProviderName: ["AWS", "Microsoft", "Google Cloud", ...NAMES],
    ServiceName: ["Amazon Bedrock", "Gemini API", ...NAMES],
    ChargeDescription: ["Gemini 2.5 Flash Text Input - Predictions", ...NAMES],
    SkuMeter: ["USE1-NovaPro-input-tokens", "gpt 4o Inp glbl Tokens"],
    ConsumedQuantity: COUNTS,
    ConsumedUnit: ["1K tokens", "requests", "Tokens"],
  },
  "openrouter-activity": {
    date: DAYS,
    model_permaslug: NAMES,
    usage: COSTS,
    prompt_tokens: COUNTS,
    completion_tokens: COUNTS,
  },
  "anthropic-costs": {
    starting_at: DAYS,
    amount: COSTS,
    currency: ["USD"],
    model: NAMES,
    token_type: ["output_tokens", ""],
    cost_type: ["tokens", "web_search", ""],
    description: NAMES,
  },
  columns: { day: DAYS, model: NAMES, cost: COSTS, tokens: COUNTS, kind: ["input", "", "tax"] },
};

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

const anyFile = fc.constantFrom(...Object.entries(FORMATS)).chain(([format, columns]) => {
  const row = fc.tuple(...Object.values(columns).map((cells) => fc.constantFrom(...cells)));
  return fc.record({
    format: fc.constant(format),
    names: fc.constant(Object.keys(columns)),
    rows: fc.array(row, { minLength: 1, maxLength: 8 }),
  });
});

it("counts each row once, and answers sums that the server takes, or says in words what is wrong", async () => {
  await fc.assert(
    fc.asyncProperty(anyFile, async ({ format, names, rows }) => {
      const text = [names, ...rows].map((cells) => cells.map(quoted).join(",")).join("\n");
      const opened = await openInvoice([{ name: "any.csv", chunks: inPieces(text) }]);
      if (!opened.ok) throw new Error(opened.problem.problem);
      expect(opened.format).toBe(format);
      const summed = await opened.sumUp();
      if ("problem" in summed) {
        expect(summed.problem.problem).not.toBe("");
        return;
      }
      expect(summed.lines + summed.unbilledLines + summed.unreadCount).toBe(rows.length);
      const taken = AddReconciliation.shape.sums.safeParse(summed.sums);
      expect(taken.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});
