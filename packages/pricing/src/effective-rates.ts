/**
 * The rate each token kind is charged at for one request, fallbacks and batches included.
 * Units   pico-USD per token; `isHalved` amounts are halved after multiplying, so nothing is lost.
 * Rules   cache -> input, 1 h write -> 5 min write, reasoning -> output, audio, image and
 *         video -> text. A batch without a rate of its own costs half.
 */
import type { RatePerToken } from "@ratecard/money";
import { declaredBatchRates, declaredRates, type RateRequest } from "./declared-rates";
import type { PriceTerms, Rates } from "./price-terms";
import { byKind, RATE_CHAIN, type TokenKind } from "./token-kinds";

export type EffectiveRate = Readonly<{ rate: RatePerToken; rateOf: TokenKind; isHalved: boolean }>;
export type EffectiveRates = Readonly<Partial<Record<TokenKind, EffectiveRate | undefined>>>;

export function effectiveRates(terms: PriceTerms, request: RateRequest): EffectiveRates {
  if (request.serviceTier !== "batch") return withFallbacks(declaredRates(terms, request));
  const standard = withFallbacks(declaredRates(terms, { ...request, serviceTier: undefined }));
  const batch = declaredBatchRates(terms, request.promptTokens);
  return batchRates(standard, batch);
}

/** A substitute that the rules name as the normal case is no `rate-fallback`. */
export const isFallback = (kind: TokenKind, { rateOf }: EffectiveRate): boolean =>
  rateOf !== kind && kind !== "reasoning" && kind !== "output";

const withFallbacks = (rates: Rates): EffectiveRates =>
  byKind(({ kind }) => {
    for (const rateOf of RATE_CHAIN[kind]) {
      const rate = rates[rateOf];
      if (rate !== undefined) return { rate, rateOf, isHalved: false };
    }
    return undefined;
  });

/** Each side uses its batch rates when it has a base one, else half of the standard rates. */
function batchRates(standard: EffectiveRates, declared: Rates): EffectiveRates {
  const batch = withFallbacks(declared);
  return byKind(({ kind, side }) => {
    if (side === "beside") return standard[kind];
    if (side === "input") return declared.input === undefined ? halved(standard[kind]) : batch[kind];
    return declared.output === undefined || isOwnModality(kind, standard, declared)
      ? halved(standard[kind])
      : batch[kind];
  });
}

/** Audio, image or video output with a price of its own, but none for batches. */
const isOwnModality = (kind: TokenKind, standard: EffectiveRates, declared: Rates): boolean =>
  kind !== "output" && kind !== "reasoning" && declared[kind] === undefined && standard[kind]?.rateOf === kind;

const halved = (effective: EffectiveRate | undefined): EffectiveRate | undefined =>
  effective && { ...effective, isHalved: true };
