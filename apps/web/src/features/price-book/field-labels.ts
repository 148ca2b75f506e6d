/** What the fields of a price are called on the screen. Units: USD per 1,000,000 tokens, and per request. */
import type { RateField } from "@ratecard/contract";
import { TOKEN_KIND_ROWS } from "@ratecard/pricing";

const RATES = Object.fromEntries(TOKEN_KIND_ROWS.map(({ kind, label }) => [`${kind}Per1M`, label])) as Record<
  RateField,
  string
>;

export const FIELD_LABELS: Readonly<Record<RateField | "perRequest", string>> = { perRequest: "Per request", ...RATES };
