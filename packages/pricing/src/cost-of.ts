/**
 * What one request costs at one price: the only place where a cost is computed.
 * Units   pico-USD; see cost-result.ts. Lines add up to the total.
 * Errors  none: what cannot be priced is flagged and named, never guessed and never thrown; no total is an answer.
 * Source  the hybrid rule: tokens and units that were counted, with the fee of a request, else per request, else a typical request.
 */
import { isZero, isZeroRate, type PicoUsd, sum, times } from "@ratecard/money";
import { multiplierLine, providerLines } from "./adjustment-lines";
import { isUnitPriceable, tokenLines, unitLines } from "./cost-lines";
import { type Cost, type CostContext, type CostLine, CostNotes, type CostSettings } from "./cost-result";
import { effectiveRates } from "./effective-rates";
import { type PriceTerms, promptCuts, type Rates, type ServiceTier } from "./price-terms";
import { TOKEN_KINDS } from "./token-kinds";
import { isAnyTokenCounted, isUncounted, promptLength, requestsOf, tokenQuantities, type Usage } from "./usage";

export function costOf(terms: PriceTerms, usage: Usage, settings: CostSettings, context: CostContext = {}): Cost {
  const notes = new CostNotes();
  const lines = baseLines(terms, usage, settings, context, notes);
  const fees = feeLines(terms, usage, lines, notes);
  if (lines.every(isFree) && (hasUnitPrice(terms) || notes.notPriced.size > 0 || lacksRequests(terms, usage, lines))) {
    notes.flags.add("units-unknown");
    return { total: null, lines: [], ...notes.sorted() };
  }
  const multiplier = multiplierLine(terms.multipliers, usage, lines);
  if (multiplier) lines.push(multiplier);
  lines.push(...fees);
  lines.push(...providerLines(sum(lines.map((line) => line.amount)), settings, context, usage, notes));
  return { total: sum(lines.map((line) => line.amount)), lines, ...notes.sorted() };
}

function baseLines(
  terms: PriceTerms,
  usage: Usage,
  settings: CostSettings,
  context: CostContext,
  notes: CostNotes,
): CostLine[] {
  const byToken = hasTokenPrice(terms);
  if (byToken && lacksPricedCount(terms, usage)) notes.flags.add("tokens-unknown");
  if ((byToken && isAnyTokenCounted(usage)) || isUnitPriceable(terms, usage) || isUnitOnly(terms)) {
    return consumedLines(terms, usage, context, notes);
  }
  if (terms.perRequest !== undefined) {
    const quantity = requestsOf(usage);
    return [{ unit: "request", kind: "perRequest", quantity, amount: times(terms.perRequest, quantity) }];
  }
  const typical = consumedLines(terms, typicalUsage(usage, settings), context, notes);
  // What is free is free whatever was counted.
  if (!typical.every(isFree)) notes.flags.add("estimated");
  return typical;
}

/** A price per request, where nobody knows of how many. */
const lacksRequests = ({ perRequest }: PriceTerms, usage: Usage, lines: readonly CostLine[]): boolean =>
  perRequest !== undefined &&
  !isZero(perRequest) &&
  isUncounted(usage) &&
  lines.some((line) => line.unit === "request");

/**
 * A price per request stands for all there is to pay, its fee included; no place and no speed multiplies a fee. Of a sum that nobody
 * counted the requests of, fees are left out and named: they are owed.
 */
function feeLines(
  { requestFee: fee }: PriceTerms,
  usage: Usage,
  lines: readonly CostLine[],
  notes: CostNotes,
): CostLine[] {
  if (fee === undefined || lines.some((line) => line.unit === "request")) return [];
  if (!isZero(fee) && isUncounted(usage)) {
    notes.leaveOut("requestFee");
    return [];
  }
  const quantity = requestsOf(usage);
  return [{ unit: "request", kind: "requestFee", quantity, amount: times(fee, quantity) }];
}

function consumedLines(terms: PriceTerms, usage: Usage, context: CostContext, notes: CostNotes): CostLine[] {
  const { counts, partsExceedWhole } = tokenQuantities(usage, terms);
  // Some of the requests may lie on the other side of a cut than their mean.
  if (usage.sumOfRequests !== undefined && promptCuts(terms).length > 0) notes.flags.add("estimated");
  if (partsExceedWhole) notes.flags.add("parts-exceed-whole");
  const rates = effectiveRates(terms, {
    promptTokens: promptLength(usage),
    serviceTier: serviceTierOf(usage),
    at: context.at,
  });
  const byToken = tokenLines(rates, counts, notes);
  return [...byToken, ...unitLines(terms, usage, !byToken.every(isFree), notes)];
}

const typicalUsage = (usage: Usage, settings: CostSettings): Usage => ({
  serviceTier: usage.serviceTier,
  isBatch: usage.isBatch,
  region: usage.region,
  promptTokens: settings.typicalInputTokens * requestsOf(usage),
  completionTokens: settings.typicalOutputTokens * requestsOf(usage),
  sumOfRequests: usage.sumOfRequests,
});

/** Nothing was charged by this line, however much was consumed. */
const isFree = (line: CostLine): boolean => {
  if (line.unit === "token") return isZeroRate(line.rate);
  return line.unit === "unit" ? line.usdPerUnit.digits === 0n : isZero(line.amount);
};

/** A price of what nothing was counted of: nothing charged then is no proof that nothing is owed. */
export const hasUnitPrice = ({ units, queryTiers }: PriceTerms): boolean =>
  (queryTiers?.some(({ perQuery }) => perQuery.digits !== 0n) ?? false) ||
  Object.values(units ?? {}).some((price) => price !== undefined && price.digits !== 0n);

const isUnitOnly = (terms: PriceTerms): boolean => terms.perRequest === undefined && !hasTokenPrice(terms);

/** A rate per token, whatever it depends on. */
export const hasTokenPrice = ({ rates, tiers, thresholds, offPeak, serviceTiers }: PriceTerms): boolean =>
  hasRate(rates) ||
  [...(tiers ?? []), ...(thresholds ?? []), ...(offPeak ? [offPeak] : [])].some((part) => hasRate(part.rates)) ||
  Object.values(serviceTiers ?? {}).some(hasRate);

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

const BY_NAME: ReadonlyMap<string, ServiceTier> = new Map([
  ["flex", "flex"],
  ["balanced", "balanced"],
  ["priority", "priority"],
  ["fast", "priority"],
  ["ultrafast", "ultrafast"],
]);

/** Whose rates a request uses; LiteLLM serves `fast` at `priority` rates. undefined: the standard ones, also for unknown names. */
export function serviceTierOf(usage: Usage): ServiceTier | undefined {
  if (usage.isBatch) return "batch";
  if (usage.serviceTier === undefined) return undefined;
  return BY_NAME.get(usage.serviceTier.toLowerCase());
}

/** undefined where there is no token price to derive it from. Discounts and margins stay out. */
export function typicalPerRequest(terms: PriceTerms, settings: CostSettings): PicoUsd | undefined {
  if (!hasTokenPrice(terms)) return undefined;
  const { typicalInputTokens, typicalOutputTokens } = settings;
  const usage = { promptTokens: typicalInputTokens, completionTokens: typicalOutputTokens };
  return costOf(terms, usage, { typicalInputTokens, typicalOutputTokens }).total ?? undefined;
}

/**
 * The price per request that is stored with terms: their own, else the typical request's. undefined: a typical request has no
 * price by them, as where images are paid by the piece; nothing is made up then.
 */
export const perRequestToStore = (terms: PriceTerms, settings: CostSettings): PicoUsd | undefined =>
  terms.perRequest ?? typicalPerRequest(terms, settings);

/** Terms that need no price per request: they charge by something that is counted, or say that it is free. */
export const isPricedByCounts = (terms: PriceTerms): boolean =>
  hasTokenPrice(terms) || Object.keys(terms.units ?? {}).length > 0 || (terms.queryTiers?.length ?? 0) > 0;
