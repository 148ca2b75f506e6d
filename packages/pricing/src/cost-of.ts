/**
 * What one request costs at one price: the only place where a cost is computed.
 *
 * Units   pico-USD; see cost-result.ts. Lines add up to the total.
 * Errors  none: what cannot be priced is flagged, never guessed and never thrown.
 * Source  pricing.md section 4, the hybrid rule: tokens, else per request, else a typical request.
 */
import { isZeroRate, sum } from "@ratecard/money";
import { multiplierLine, providerLines } from "./adjustment-lines";
import { isUnitPriceable, tokenLines, unitLines } from "./cost-lines";
import type { Cost, CostContext, CostFlag, CostLine, CostSettings } from "./cost-result";
import { effectiveRates } from "./effective-rates";
import type { PriceTerms, Rates } from "./price-terms";
import { serviceTierOf } from "./service-tier";
import { TOKEN_KINDS } from "./token-kinds";
import { isAnyTokenCounted, tokenQuantities } from "./token-quantities";
import type { Usage } from "./usage";

export function costOf(terms: PriceTerms, usage: Usage, settings: CostSettings, context: CostContext = {}): Cost {
  const flags = new Set<CostFlag>();
  const lines = baseLines(terms, usage, settings, context, flags);
  const multiplier = multiplierLine(terms.multipliers, usage, lines);
  if (multiplier) lines.push(multiplier);
  lines.push(...providerLines(sum(lines.map((line) => line.amount)), settings, context));
  return { total: sum(lines.map((line) => line.amount)), lines, flags: [...flags].sort() };
}

function baseLines(
  terms: PriceTerms,
  usage: Usage,
  settings: CostSettings,
  context: CostContext,
  flags: Set<CostFlag>,
): CostLine[] {
  const byToken = hasTokenPrice(terms);
  if (byToken && lacksPricedCount(terms, usage)) flags.add("tokens-unknown");
  if ((byToken && isAnyTokenCounted(usage)) || isUnitPriceable(terms, usage)) {
    return consumedLines(terms, usage, context, flags);
  }
  if (terms.perRequest !== undefined) {
    return [{ unit: "request", kind: "perRequest", quantity: 1, amount: terms.perRequest }];
  }
  if (!byToken) {
    flags.add("unpriced-kind");
    return [];
  }
  flags.add("estimated");
  return consumedLines(terms, typicalUsage(usage, settings), context, flags);
}

function consumedLines(terms: PriceTerms, usage: Usage, context: CostContext, flags: Set<CostFlag>): CostLine[] {
  const { counts, partsExceedWhole } = tokenQuantities(usage, terms);
  if (partsExceedWhole) flags.add("parts-exceed-whole");
  const rates = effectiveRates(terms, {
    promptTokens: usage.promptTokens ?? 0,
    serviceTier: serviceTierOf(usage),
    at: context.at,
  });
  return [...tokenLines(rates, counts, flags), ...unitLines(terms, usage, flags)];
}

const typicalUsage = (usage: Usage, settings: CostSettings): Usage => ({
  serviceTier: usage.serviceTier,
  isBatch: usage.isBatch,
  residency: usage.residency,
  promptTokens: settings.typicalInputTokens,
  completionTokens: settings.typicalOutputTokens,
});

export const hasTokenPrice = (terms: PriceTerms): boolean =>
  hasRate(terms.rates) || (terms.tiers?.some((tier) => hasRate(tier.rates)) ?? false);

const hasRate = (rates: Rates): boolean => TOKEN_KINDS.some((kind) => rates[kind] !== undefined);

/** A whole that is missing matters only where its tokens would cost something. */
function lacksPricedCount(terms: PriceTerms, usage: Usage): boolean {
  if (usage.promptTokens !== undefined && usage.completionTokens !== undefined) return false;
  const rates = effectiveRates(terms, { promptTokens: 1, serviceTier: undefined, at: undefined });
  return (
    (usage.promptTokens === undefined && rates.input !== undefined && !isZeroRate(rates.input.rate)) ||
    (usage.completionTokens === undefined && rates.output !== undefined && !isZeroRate(rates.output.rate))
  );
}
