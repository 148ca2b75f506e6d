/**
 * The prices a person types: what they are called on the screen, and what is wrong with a text.
 * Units   rates in USD per 1,000,000 or per 1,000 tokens, as `unit` says; perRequest in USD.
 */
import { describeProblem } from "@ratecard/contract";
import { parseUsd } from "@ratecard/money";
import { RATE_FIELD, RATE_FIELDS, type RateField, TOKEN_KIND_ROWS } from "@ratecard/pricing";
import { type PriceUnit, parseRateIn } from "./rate-in-unit";

export type MoneyField = RateField | "perRequest";
export const MONEY_FIELDS: readonly MoneyField[] = ["perRequest", ...RATE_FIELDS];

const RATES = Object.fromEntries(TOKEN_KIND_ROWS.map(({ kind, label }) => [RATE_FIELD[kind], label])) as Record<
  RateField,
  string
>;

export const FIELD_LABELS: Readonly<Record<MoneyField, string>> = { perRequest: "Per request", ...RATES };

/** A sentence; null: it can be read, or is empty. */
export function moneyProblem(field: MoneyField, text: string, unit: PriceUnit): string | null {
  if (text.trim() === "") return null;
  const parsed = field === "perRequest" ? parseUsd(text) : parseRateIn(text, unit);
  return parsed.ok ? null : `This ${describeProblem(parsed.problem)}`;
}
