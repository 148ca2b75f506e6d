/** Prices of an import as the wizard sends them. Units: USD per 1,000,000 tokens, USD per request. */
import { ModelPrice } from "@ratecard/contract";
import type { TermsJson } from "@ratecard/pricing";
import type { z } from "zod";

export const FLAT: TermsJson = { perRequest: "0.005" };
export const rates = (input: string, output: string): TermsJson => ({ inputPer1M: input, outputPer1M: output });

export const importRow = (
  model: string,
  terms: object = FLAT,
  more: Partial<z.input<typeof ModelPrice>> = {},
): ModelPrice => ModelPrice.parse({ model, provider: "openai", terms: { ...terms }, ...more });
