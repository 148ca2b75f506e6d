/**
 * What many requests cost together where a price is linear in what they consumed: from sums, without looking at each one.
 *
 * Units   sums of tokens and requests are BigInt, for they leave the safe integers; answers pico-USD.
 * Errors  `undefined` means "not linear, ask costOf for each request"; it never approximates.
 * Source  pricing.md section 4: only thresholds, tiers and hours of the day look at one request by itself.
 */
import { add, type PicoUsd, picoUsd, rateToPico, toPico, ZERO } from "@ratecard/money";
import { costOf, hasTokenPrice } from "./cost-of";
import type { CostContext, CostSettings } from "./cost-result";
import { effectiveRates } from "./effective-rates";
import type { PriceTerms } from "./price-terms";
import { COLUMN_KINDS, type ColumnKind, INPUT_PARTS, OUTPUT_PARTS } from "./token-kinds";

/**
 * Requests at standard rates: without a service tier, a batch, a place or priced units, and none whose parts exceed their whole.
 * Requests that cost nothing whatever the price are not among them.
 */
export type UsageSums = Readonly<{
  /** With at least one token. */
  countedRequests: bigint;
  /** Without any: no count was given, or all are 0. */
  uncountedRequests: bigint;
  /** Wholes and parts as `Usage` holds them: input is the sum of promptTokens. */
  tokens: Readonly<Record<ColumnKind, bigint>>;
}>;

export function linearCost(
  terms: PriceTerms,
  sums: UsageSums,
  settings: CostSettings,
  context: CostContext,
): PicoUsd | undefined {
  if (isAdjusted(settings, context.provider)) return undefined;
  const byToken = hasTokenPrice(terms);
  if (byToken && dependsOnRequest(terms)) return undefined;
  const { countedRequests, uncountedRequests, tokens } = sums;
  const ofOne = costOf(terms, {}, settings, context).total;
  return byToken
    ? add(costOfTokens(terms, tokens), multiplied(ofOne, uncountedRequests))
    : multiplied(ofOne, countedRequests + uncountedRequests);
}

/** Discounts and margins are rounded request by request. */
const isAdjusted = ({ adjustments }: CostSettings, provider: string | undefined): boolean =>
  adjustments !== undefined && (adjustments.has("global") || (provider !== undefined && adjustments.has(provider)));

const dependsOnRequest = ({ thresholds, tiers, offPeak }: PriceTerms): boolean =>
  (thresholds?.length ?? 0) > 0 || (tiers?.length ?? 0) > 0 || offPeak !== undefined;

function costOfTokens(terms: PriceTerms, tokens: UsageSums["tokens"]): PicoUsd {
  const rates = effectiveRates(terms, { promptTokens: 1, serviceTier: undefined, at: undefined });
  return COLUMN_KINDS.reduce((amount, kind) => {
    const rate = rates[kind]?.rate;
    return rate === undefined ? amount : add(amount, picoUsd(rateToPico(rate) * chargedTokens(kind, tokens)));
  }, ZERO);
}

/** Input and output are what is left of the wholes; so no token is charged twice. */
function chargedTokens(kind: ColumnKind, tokens: UsageSums["tokens"]): bigint {
  if (kind !== "input" && kind !== "output") return tokens[kind];
  const parts: readonly string[] = kind === "input" ? INPUT_PARTS : OUTPUT_PARTS;
  return COLUMN_KINDS.reduce((left, part) => (parts.includes(part) ? left - tokens[part] : left), tokens[kind]);
}

const multiplied = (amount: PicoUsd, count: bigint): PicoUsd => picoUsd(toPico(amount) * count);
