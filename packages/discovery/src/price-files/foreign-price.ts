/**
 * A price as a file of another program states it.
 *
 * Units   terms as @ratecard/pricing holds them; `ratePer1M` takes USD per 1,000,000 tokens.
 * Errors  what is wrong with an entry is said under the file's own field, never with the value: files hold secrets.
 */
import { type Decimal, parseCatalogNumber, type RatePerToken, ratePerToken, scaleRate } from "@ratecard/money";
import type { PriceTerms } from "@ratecard/pricing";
import { digitsField, field, type JsonObject } from "../read-json";

/** What can be wrong with an entry: its code, and what a sentence about it has to know. */
export type ForeignProblems = {
  "no-amount": undefined;
  "amount-out-of-range": undefined;
  "no-model-name": undefined;
  "other-side-missing": undefined;
  "half-priced": undefined;
  "price-by-expression": undefined;
  "not-a-quota-type": undefined;
  "call-price-missing": undefined;
  "ratio-missing": undefined;
  "cost-field-unknown": undefined;
  "not-a-context-tier": undefined;
  "prices-differ": { places: string };
};

/** `field` as the file calls it. */
export type ForeignProblem = {
  [Code in keyof ForeignProblems]: Readonly<{ field: string; code: Code; details: ForeignProblems[Code] }>;
}[keyof ForeignProblems];

type PlainCode = Exclude<keyof ForeignProblems, "prices-differ">;

export const foreignProblem = (field: string, code: PlainCode): ForeignProblem => ({ field, code, details: undefined });

export type ForeignPrice = Readonly<{
  /** Its place among the entries of the file, from 1. */
  number: number;
  model: string;
  /** Who sells it, in the file's own word: one name can have several. */
  seller?: string;
  /** A LiteLLM provider id, where the file tells it. */
  provider?: string;
}> &
  (Readonly<{ terms: PriceTerms }> | Readonly<{ problems: readonly ForeignProblem[] }>);

export type UnpricedName = Readonly<{ model: string; reason: string }>;

export type ForeignPrices = Readonly<{
  prices: readonly ForeignPrice[];
  /** Entries that have no price to take. */
  leftOut: readonly UnpricedName[];
  /** What must be known of all prices of the file. */
  remark?: string;
}>;

export const NO_PRICE = "has no price";
export const ONLY_ZEROS = "is all zeros, and the file does not say that it is free";

/** A number of 0 or more; undefined where the field is absent, or no such number: then with a problem under `path`. */
export function amountAt(
  object: JsonObject,
  name: string,
  path: string,
  problems: ForeignProblem[],
): Decimal | undefined {
  const value = field(object, name);
  if (value === undefined || value === null) return undefined;
  const parsed = parseCatalogNumber(digitsField(object, name) ?? "");
  if (parsed.ok) return parsed.value.value;
  problems.push(foreignProblem(path, "no-amount"));
  return undefined;
}

const ONE_USD_PER_1M = ratePerToken(1_000_000n);

/** Rounded once at the pico-dollar a token; undefined beyond what a rate may be, with a problem under `path`. */
export function ratePer1M(usd: Decimal, path: string, problems: ForeignProblem[]): RatePerToken | undefined {
  const rate = scaleRate(ONE_USD_PER_1M, usd);
  if (rate.ok) return rate.value;
  problems.push(foreignProblem(path, "amount-out-of-range"));
  return undefined;
}
