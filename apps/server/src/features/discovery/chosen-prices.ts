/**
 * Reads the rows of an import into prices.
 *
 * Units   terms JSON: USD per 1,000,000 tokens and USD per request, decimal text.
 * Errors  INVALID_INPUT naming each bad row and field: no price, a price beyond what is stored, a name twice, the default entry.
 */
import { describePriceProblem, type ImportRow } from "@ratecard/contract";
import type { ChosenPrice } from "@ratecard/discovery";
import { compare, type PicoUsd, picoUsd } from "@ratecard/money";
import {
  type CostSettings,
  DEFAULT_MODEL,
  isPricedByCounts,
  perRequestToStore,
  type PriceTerms,
  termsFromJson,
} from "@ratecard/pricing";
import { DomainError } from "#server/errors/domain-error";

export type Chosen = ChosenPrice & Readonly<{ provider: string; isCustom: boolean; copiedFrom: string | null }>;

type Issue = { field: string; problem: string };

const MOST_ISSUES = 20;
/** The database's bound: 1,000,000 USD per request. */
const LARGEST_PER_REQUEST = picoUsd(1_000_000n * 10n ** 12n);

export function chosenPrices(rows: readonly ImportRow[], settings: CostSettings): readonly Chosen[] {
  const issues: Issue[] = [];
  const seen = new Set<string>();
  const chosen = rows.flatMap((row, index) => {
    const refuse = (field: string, problem: string) => {
      issues.push({ field: `rows.${index} (${row.model})${field === "" ? "" : `.${field}`}`, problem });
      return [];
    };
    if (seen.has(row.model)) return refuse("", "names the same model as a row before it. Keep one of them.");
    seen.add(row.model);
    if (row.model === DEFAULT_MODEL) {
      return refuse("", "is the entry that prices every unknown model. Edit it in the price book.");
    }
    const terms = readTerms(row, settings, refuse);
    if (!terms) return [];
    const { model, provider, isCustom, expectedVersion, isAcknowledged, isPlaceholder } = row;
    const copiedFrom = row.copiedFrom ?? null;
    return [{ model, provider, isCustom, copiedFrom, terms, expectedVersion, isAcknowledged, isPlaceholder }];
  });
  if (issues.length > 0) throw new DomainError("INVALID_INPUT", { issues: issues.slice(0, MOST_ISSUES) });
  return chosen;
}

/** A missing price per request is filled by the typical request, as everywhere; a price by other units needs none. */
function readTerms(
  row: ImportRow,
  settings: CostSettings,
  refuse: (field: string, problem: string) => unknown,
): PriceTerms | undefined {
  const read = termsFromJson(row.terms);
  if (!read.ok) {
    for (const { path, problem } of read.problems) refuse(`terms.${path}`, describePriceProblem(problem));
    return undefined;
  }
  const perRequest = perRequestToStore(read.terms, settings);
  if (perRequest === undefined) {
    if (isPricedByCounts(read.terms)) return read.terms;
    refuse("terms.perRequestUsd", "is missing, and so is every other price. Enter one.");
    return undefined;
  }
  if (isTooLarge(perRequest)) {
    refuse("terms.perRequestUsd", describePriceProblem("too-large"));
    return undefined;
  }
  return { ...read.terms, perRequest };
}

const isTooLarge = (amount: PicoUsd): boolean => compare(amount, LARGEST_PER_REQUEST) > 0;
