/**
 * What many requests cost together where a price is linear in what they consumed: from sums, without looking at each one.
 * Units   sums of tokens and requests are BigInt, for they leave the safe integers; answers pico-USD.
 * Errors  `undefined` means "not linear, ask costOf for each request"; it never approximates.
 * Time    all requests as of `context.at`.
 * Rules   only thresholds and tiers look at one request by itself, at the length of its prompt.
 */
import { add, type PicoUsd, picoUsd, rateToPico, toPico, ZERO } from "@ratecard/money";
import { costOf, hasTokenPrice } from "./cost-of";
import type { CostContext, CostSettings } from "./cost-result";
import { effectiveRates } from "./effective-rates";
import { type PriceTerms, promptCuts } from "./price-terms";
import { INPUT_PARTS, OUTPUT_PARTS, TOKEN_KINDS, type TokenKind } from "./token-kinds";

/**
 * Requests at standard rates: without a service tier, a batch, a place or priced units, and none whose parts exceed their whole.
 * Requests that cost nothing whatever the price are not among them.
 */
export type UsageSums = Readonly<{
  /** With at least one token. */
  countedRequests: bigint;
  /** Without any: no count was given, or all are 0. */
  uncountedRequests: bigint;
  /** That of one of them, where no cut of the price (promptCuts) parts them; undefined: of any length. */
  promptTokens?: number;
  /** Wholes and parts as `Usage` holds them: input is the sum of promptTokens. */
  tokens: Readonly<Record<TokenKind, bigint>>;
}>;

export function linearCost(
  terms: PriceTerms,
  sums: UsageSums,
  settings: CostSettings,
  context: CostContext,
): PicoUsd | undefined {
  // A fee is added to a request that has a cost, which only each one by itself can tell.
  if (isPricedOneByOne(terms, settings, context.provider)) return undefined;
  const byToken = hasTokenPrice(terms);
  if (byToken && sums.promptTokens === undefined && promptCuts(terms).length > 0) return undefined;
  const { countedRequests, uncountedRequests } = sums;
  const atOneCost = byToken ? uncountedRequests : countedRequests + uncountedRequests;
  // What has no cost adds nothing to a sum.
  const ofOne = atOneCost === 0n ? ZERO : (costOf(terms, {}, settings, context).total ?? ZERO);
  const ofRequests = multiplied(ofOne, atOneCost);
  return byToken ? add(costOfTokens(terms, sums, context), ofRequests) : ofRequests;
}

/** No sum tells what requests of this price cost, not even of requests that are alike but for their tokens. */
export const isPricedOneByOne = (terms: PriceTerms, settings: CostSettings, provider: string | undefined): boolean =>
  isAdjusted(settings, provider) || terms.requestFee !== undefined;

/** Discounts and margins are rounded request by request. */
const isAdjusted = ({ adjustments }: CostSettings, provider: string | undefined): boolean =>
  adjustments !== undefined && (adjustments.has("global") || (provider !== undefined && adjustments.has(provider)));

function costOfTokens(terms: PriceTerms, { tokens, promptTokens = 0 }: UsageSums, { at }: CostContext): PicoUsd {
  const rates = effectiveRates(terms, { promptTokens, serviceTier: undefined, at });
  return TOKEN_KINDS.reduce((amount, kind) => {
    const rate = tokens[kind] === 0n ? undefined : rates[kind]?.rate;
    return rate === undefined ? amount : add(amount, picoUsd(rateToPico(rate) * chargedTokens(kind, tokens)));
  }, ZERO);
}

/** Input and output are what is left of the wholes; so no token is charged twice. */
function chargedTokens(kind: TokenKind, tokens: UsageSums["tokens"]): bigint {
  if (kind !== "input" && kind !== "output") return tokens[kind];
  const parts: readonly string[] = kind === "input" ? INPUT_PARTS : OUTPUT_PARTS;
  return TOKEN_KINDS.reduce((left, part) => (parts.includes(part) ? left - tokens[part] : left), tokens[kind]);
}

const multiplied = (amount: PicoUsd, count: bigint): PicoUsd => picoUsd(toPico(amount) * count);
