/** What files of usage and their columns are called on the screen. */
import { USAGE_FIELDS, type UsageField, type UsageFileFormat } from "@ratecard/contract";

export const FORMAT_WORDS: Readonly<Record<UsageFileFormat, string>> = {
  "litellm-spend-logs": "LiteLLM's spend logs",
  "litellm-daily": "LiteLLM's sums of each day",
  "openai-usage": "OpenAI's usage, in sums",
  "anthropic-usage": "Anthropic's usage report, in sums",
  "anthropic-console": "Anthropic's console, in sums",
  "ratecard-requests": "Requests exported from Ratecard",
  events: "Usage events",
  columns: "A file whose columns are mapped",
};

const FIELD_WORDS: Partial<Record<UsageField, string>> = {
  requestId: "Request id",
  model: "Model (as it was sent)",
  occurredAt: "Time",
  apiKeyAlias: "API key",
  latencyMs: "Latency (ms)",
  reportedCostUsd: "Reported cost (USD)",
};

/** `cacheReadTokens` as "Cache read tokens". */
const wordsOf = (field: UsageField): string =>
  FIELD_WORDS[field] ??
  field.charAt(0).toUpperCase() + field.slice(1).replaceAll(/[A-Z0-9]+/g, (part) => ` ${part.toLowerCase()}`);

export const NOT_TAKEN = "not-taken";

export const FIELD_CHOICES = [
  { value: NOT_TAKEN, label: "Not taken" },
  ...USAGE_FIELDS.map((field) => ({ value: field, label: wordsOf(field) })),
];
