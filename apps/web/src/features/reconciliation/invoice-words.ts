/** What exports of costs and their columns are called on the screen. */
import { INVOICE_FIELDS, type InvoiceField, type InvoiceFormat } from "@ratecard/contract";

export const FORMAT_WORDS: Readonly<Record<InvoiceFormat, string>> = {
  "openai-costs": "OpenAI's costs",
  "anthropic-console": "Anthropic's console",
  "anthropic-costs": "Anthropic's report",
  "aws-cur": "AWS cost report",
  "azure-costs": "Azure's cost details",
  "gcp-billing": "Google Cloud's billing",
  focus: "FOCUS",
  "openrouter-activity": "OpenRouter's activity",
  columns: "Mapped columns",
};

const FIELD_WORDS: Readonly<Record<InvoiceField, string>> = {
  day: "Day or month",
  lastDay: "Last day",
  model: "Model",
  cost: "Cost",
  currency: "Currency",
  provider: "Provider",
  kind: "Kind of token",
  quantity: "Tokens",
  promptTokens: "Tokens in",
  completionTokens: "Tokens out",
};

export const NOT_TAKEN = "not-taken";

export const FIELD_CHOICES = [
  { value: NOT_TAKEN, label: "Not taken" },
  ...INVOICE_FIELDS.map((field) => ({ value: field, label: FIELD_WORDS[field] })),
];

/** Both days are included. */
export const daysWords = (from: string, to: string): string => (from === to ? from : `${from} to ${to}`);
