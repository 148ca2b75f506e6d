/** Rows of an import as the wizard sends them. Units: USD per 1,000,000 tokens, USD per request. */
import type { ImportRow } from "@ratecard/contract";
import type { TermsJson } from "@ratecard/pricing";
import type { z } from "zod";

type Row = z.input<typeof ImportRow>;

export const FLAT: TermsJson = { perRequestUsd: "0.005" };
export const rates = (input: string, output: string): TermsJson => ({ ratesPer1M: { input, output } });

/** A new entry, unless `more` says which version was seen. */
export const importRow = (model: string, terms: object = FLAT, more: Partial<Row> = {}): Row => ({
  model,
  provider: "openai",
  terms: { ...terms },
  expectedVersion: null,
  ...more,
});
