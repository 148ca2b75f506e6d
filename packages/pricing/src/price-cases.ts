/**
 * Golden cases: requests whose cost is known, held against prices that are in force or would be.
 * Units   amounts in pico-USD, compared to the last digit. Time: epoch ms UTC.
 * Rules   a case with a time asks for the price of that time; one without asks for the price of whenever it is checked.
 * Errors  none: a case that is not met is an answer.
 */
import type { PicoUsd } from "@ratecard/money";
import type { CatalogView } from "./catalog-view";
import type { PriceBook } from "./price-book";
import { createPricer, type PricerSettings } from "./pricer";
import type { PricingSource } from "./resolution";
import type { Usage } from "./usage";

export type PriceCase = Readonly<{
  id: string;
  model: string;
  provider: string | undefined;
  usage: Usage;
  at: number | null;
  expectedUsd: PicoUsd;
  /** The rung that should answer; null: whichever. */
  expectedSource: PricingSource | null;
}>;

/** `costUsd` null: no cost, which is not 0. */
export type CaseCheck = Readonly<{ costUsd: PicoUsd | null; source: PricingSource; isMet: boolean }>;

export type CasePrices = Readonly<{ book: PriceBook; catalog: CatalogView; settings: PricerSettings }>;

/** `now`: of cases without a time. */
export function checkCases(
  cases: readonly PriceCase[],
  { book, catalog, settings }: CasePrices,
  now: number,
): readonly CaseCheck[] {
  const pricer = createPricer(book, catalog, settings);
  return cases.map(({ model, provider, usage, at, expectedUsd, expectedSource }) => {
    const { costUsd, basis } = pricer.charge({ model, provider, usage, at: at ?? now });
    const { source } = basis;
    const isMet = costUsd === expectedUsd && (expectedSource === null || expectedSource === source);
    return { costUsd, source, isMet };
  });
}

export type BrokenCase<Case extends PriceCase = PriceCase> = Readonly<{ priceCase: Case; check: CaseCheck }>;

/**
 * Cases that a change would fail: not met after it, and priced otherwise than before it. One that fails already, and goes on as it
 * does, is no reason against the change.
 */
export function casesBrokenBy<Case extends PriceCase>(
  cases: readonly Case[],
  before: CasePrices,
  after: CasePrices,
  moments: readonly number[],
): readonly BrokenCase<Case>[] {
  const broken = new Map<Case, CaseCheck>();
  for (const moment of moments) {
    const [old, next] = [checkCases(cases, before, moment), checkCases(cases, after, moment)];
    for (const [index, priceCase] of cases.entries()) {
      const [was, check] = [old[index], next[index]];
      if (!check || check.isMet || broken.has(priceCase)) continue;
      if (was && was.costUsd === check.costUsd && was.source === check.source) continue;
      broken.set(priceCase, check);
    }
  }
  return [...broken].map(([priceCase, check]) => ({ priceCase, check }));
}
