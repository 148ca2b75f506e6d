/** What the rates and the price per request are called on the screen. Units: USD per 1,000,000 tokens, and per request. */
import { RATE_FIELD, type RateField, TOKEN_KIND_ROWS } from "@ratecard/pricing";

const RATES = Object.fromEntries(TOKEN_KIND_ROWS.map(({ kind, label }) => [RATE_FIELD[kind], label])) as Record<
  RateField,
  string
>;

export const FIELD_LABELS: Readonly<Record<RateField | "perRequest", string>> = { perRequest: "Per request", ...RATES };
