/**
 * Exports of costs as providers write them, of lines that a test makes up. Units: tokens; costs are decimal text of the file's currency.
 * Rules   names are those that the provider bills a model of the ledger under.
 */
import type { InvoiceFormat } from "@ratecard/contract";
import { decimal, formatDecimal } from "@ratecard/money";

export type FileLine = Readonly<{
  day: string;
  /** As the ledger names it. */
  model: string;
  kind: "input" | "cacheRead" | "output";
  tokens: bigint;
  cost: string;
}>;

/** Of no model, or of no service with models. */
export type BesideLine = Readonly<{ day: string; cost: string }>;

type FileForm = Readonly<{
  format: InvoiceFormat;
  fileName: string;
  models: readonly string[];
  /** Without quantities nothing but the cost is compared. */
  hasTokens: boolean;
  header: string | null;
  line: (line: FileLine, currency: string) => string;
  credit: (line: BesideLine, currency: string) => string;
  /** null: it bills nothing else. */
  service: ((line: BesideLine, currency: string) => string) | null;
}>;

const inUnits = (tokens: bigint, places: number): string => formatDecimal(decimal(tokens, places));
const secondsOf = (day: string): string => String(Date.parse(`${day}T00:00:00Z`) / 1000);

type Words = Readonly<Record<FileLine["kind"], string>>;
const OPENAI: Words = { input: "input", cacheRead: "cached input", output: "output" };
const AWS: Words = { input: "InputTokenCount", cacheRead: "CacheReadInputTokenCount", output: "OutputTokenCount" };
const AZURE: Words = { input: "Inp", cacheRead: "cached Inp", output: "Outp" };
const GOOGLE: Words = { input: "Text Input", cacheRead: "Text Input Caching", output: "Text Output" };
const ANTHROPIC: Words = {
  input: "uncached_input_tokens",
  cacheRead: "cache_read_input_tokens",
  output: "output_tokens",
};

const CLAUDE: Readonly<Record<string, string>> = {
  "claude-sonnet-4-5": "Claude Sonnet 4.5",
  "claude-haiku-4-5": "Claude Haiku 4.5",
  "claude-opus-4-1": "Claude Opus 4.1",
  unknown: "Nobody 9",
};
const GEMINI: Readonly<Record<string, string>> = {
  "gemini-2.5-flash": "Gemini 2.5 Flash",
  "gemini-2.5-pro": "Gemini 2.5 Pro",
  "gemini-3-flash": "Gemini 3 Flash",
  unknown: "Nobody 9",
};
const GPT = ["gpt-4o", "gpt-5-mini", "o3"];

const aws = (type: string, [code, product, usageType]: readonly string[], { day, cost }: BesideLine, amount: string) =>
  `${type},${code},${day}T00:00:00Z,${usageType},${amount},${cost},"{""product_name"":""${product}""}"`;

const google = (service: string, sku: string, { day, cost }: BesideLine, currency: string, more: object = {}) =>
  JSON.stringify({
    service: { description: service },
    sku: { description: sku },
    usage_start_time: `${day}T08:00:00Z`,
    cost: "COST",
    currency,
    cost_type: "regular",
    credits: [],
    ...more,
  }).replace('"COST"', cost);

export const FILE_FORMS: readonly FileForm[] = [
  {
    format: "openai-costs",
    fileName: "costs.csv",
    models: GPT,
    hasTokens: true,
    header: "start_time,amount_value,amount_currency,quantity,line_item",
    line: ({ day, cost, tokens, model, kind }, currency) =>
      `${secondsOf(day)},${cost},${currency.toLowerCase()},${tokens},"${model}, ${OPENAI[kind]}"`,
    credit: ({ day, cost }, currency) => `${secondsOf(day)},${cost},${currency.toLowerCase()},,evals | credit`,
    service: null,
  },
  {
    format: "aws-cur",
    fileName: "cur.csv",
    models: Object.keys(CLAUDE).slice(0, 3),
    hasTokens: true,
    header:
      "line_item_line_item_type,line_item_product_code,line_item_usage_start_date,line_item_usage_type,line_item_usage_amount,line_item_unblended_cost,product,line_item_currency_code",
    line: (line, currency) =>
      `${aws("Usage", ["abc123", `${CLAUDE[line.model]} (Amazon Bedrock Edition)`, `USE1-MP:USE1_${AWS[line.kind]}-Units`], line, inUnits(line.tokens, 6))},${currency}`,
    credit: (line, currency) =>
      `${aws("Credit", ["AmazonBedrock", "Amazon Bedrock", "Global-Credit"], line, "1")},${currency}`,
    service: (line, currency) => `${aws("Usage", ["AmazonEC2", "Amazon EC2", "BoxUsage"], line, "1")},${currency}`,
  },
  {
    format: "azure-costs",
    fileName: "azure.csv",
    models: GPT,
    hasTokens: true,
    header:
      "Date,MeterCategory,MeterSubCategory,MeterName,UnitOfMeasure,Quantity,CostInBillingCurrency,BillingCurrency,ChargeType",
    line: ({ day, cost, tokens, model, kind }, currency) =>
      `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)},Foundry Models,Azure OpenAI,${model.replaceAll("-", " ")} ${AZURE[kind]} glbl Tokens,1K,${inUnits(tokens, 3)},${cost},${currency},Usage`,
    credit: ({ day, cost }, currency) => `${day},Foundry Models,Azure OpenAI,Credit,1,1,${cost},${currency},Refund`,
    service: ({ day, cost }, currency) => `${day},Storage,,Hot LRS Data Stored,1 GB,1,${cost},${currency},Usage`,
  },
  {
    format: "gcp-billing",
    fileName: "gcp.jsonl",
    models: Object.keys(GEMINI).slice(0, 3),
    hasTokens: true,
    header: null,
    line: (line, currency) =>
      google("Vertex AI", `${GEMINI[line.model]} ${GOOGLE[line.kind]} - Predictions`, line, currency, {
        usage: { amount: String(line.tokens), unit: "count" },
      }),
    credit: (line, currency) => google("Vertex AI", "Goodwill", line, currency, { cost_type: "adjustment" }),
    service: (line, currency) =>
      google("Cloud SQL", "vCPU", line, currency, { credits: [{ name: "Committed use", amount: -0.5 }] }),
  },
  {
    format: "anthropic-costs",
    fileName: "report.jsonl",
    models: Object.keys(CLAUDE).slice(0, 3),
    hasTokens: false,
    header: null,
    line: ({ day, cost, model, kind }, currency) =>
      JSON.stringify({
        starting_at: `${day}T00:00:00Z`,
        amount: cents(cost),
        currency,
        model,
        token_type: ANTHROPIC[kind],
        cost_type: "tokens",
      }),
    credit: ({ day, cost }, currency) =>
      JSON.stringify({ starting_at: `${day}T00:00:00Z`, amount: cents(cost), currency, cost_type: "credit" }),
    service: null,
  },
  {
    format: "columns",
    fileName: "bill.csv",
    models: GPT,
    hasTokens: true,
    header: "day,model,kind,quantity,cost,currency",
    line: ({ day, cost, tokens, model, kind }, currency) => `${day},${model},${kind},${tokens},${cost},${currency}`,
    credit: ({ day, cost }, currency) => `${day},Goodwill,credit,,${cost},${currency}`,
    service: null,
  },
];

/** Two places to the right, as text. */
function cents(cost: string): string {
  if (cost === "") return "";
  const sign = cost.startsWith("-") ? "-" : "";
  const [whole = "", rest = ""] = cost.replace("-", "").split(".");
  const shifted = `${whole}${rest.padEnd(2, "0").slice(0, 2)}.${rest.slice(2)}`;
  return sign + shifted.replace(/^0+(?=\d)/, "").replace(/\.$/, "");
}
