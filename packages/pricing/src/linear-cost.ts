/**
 * What many requests cost together where a price is linear in what they consumed: from sums, without looking at each one.
 * Units   sums of tokens and requests are BigInt, for they leave the safe integers; answers pico-USD.
 * Errors  `undefined` means "not linear, ask costOf for each request"; it never approximates.
 * Time    all requests as of `context.at`.
 * Rules   only thresholds and tiers look at one request by itself, at the length of its prompt.
 */
import { type PicoUsd, picoUsd, rateToPico, toPico, ZERO } from "@ratecard/money";
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

export const linearCost = (
  terms: PriceTerms,
  sums: UsageSums,
  settings: CostSettings,
  context: CostContext,
): PicoUsd | undefined => linearPrice(terms, settings, context)?.(sums);

/** What sums of one price cost, for many of them: whatever does not depend on the sums is worked out once. */
export function linearPrice(
  terms: PriceTerms,
  settings: CostSettings,
  context: CostContext,
): ((sums: UsageSums) => PicoUsd | undefined) | undefined {
  // A fee is added to a request that has a cost, which only each one by itself can tell.
  if (isPricedOneByOne(terms, settings, context.provider)) return undefined;
  // What has no cost adds nothing to a sum.
  const ofOne = toPico(costOf(terms, {}, settings, context).total ?? ZERO);
  if (!hasTokenPrice(terms)) {
    return ({ countedRequests, uncountedRequests }) => picoUsd(ofOne * (countedRequests + uncountedRequests));
  }
  const isCut = promptCuts(terms).length > 0;
  const uncut = isCut ? undefined : kindsWithRate(terms, 0, context);
  return ({ uncountedRequests, promptTokens, tokens }) => {
    if (isCut && promptTokens === undefined) return undefined;
    const rates = uncut ?? kindsWithRate(terms, promptTokens ?? 0, context);
    return picoUsd(rates.reduce((amount, each) => amount + costOfKind(each, tokens), ofOne * uncountedRequests));
  };
}

/** No sum tells what requests of this price cost, not even of requests that are alike but for their tokens. */
export const isPricedOneByOne = (terms: PriceTerms, settings: CostSettings, provider: string | undefined): boolean =>
  isAdjusted(settings, provider) || terms.requestFee !== undefined;

/** Discounts and margins are rounded request by request. */
const isAdjusted = ({ adjustments }: CostSettings, provider: string | undefined): boolean =>
  adjustments !== undefined && (adjustments.has("global") || (provider !== undefined && adjustments.has(provider)));

type KindWithRate = Readonly<{ kind: TokenKind; pico: bigint; parts: readonly TokenKind[] }>;

const PARTS: Readonly<Partial<Record<TokenKind, readonly TokenKind[]>>> = { input: INPUT_PARTS, output: OUTPUT_PARTS };

function kindsWithRate(terms: PriceTerms, promptTokens: number, { at }: CostContext): readonly KindWithRate[] {
  const rates = effectiveRates(terms, { promptTokens, serviceTier: undefined, at });
  return TOKEN_KINDS.flatMap((kind) => {
    const rate = rates[kind]?.rate;
    return rate === undefined ? [] : { kind, pico: rateToPico(rate), parts: PARTS[kind] ?? [] };
  });
}

/** Input and output are what is left of the wholes; so no token is charged twice. */
function costOfKind({ kind, pico, parts }: KindWithRate, tokens: UsageSums["tokens"]): bigint {
  if (tokens[kind] === 0n) return 0n;
  return pico * parts.reduce((left, part) => left - tokens[part], tokens[kind]);
}
