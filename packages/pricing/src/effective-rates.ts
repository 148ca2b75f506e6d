/**
 * The rate each token kind is charged at for one request, fallbacks and batches included.
 *
 * Units   pico-USD per token; `isHalved` amounts are halved after multiplying, so nothing is lost.
 * Source  pricing.md section 4: cache -> input, 1 h write -> 5 min write, reasoning -> output, audio, image and
 *         video -> text. A batch without a rate of its own costs half.
 */
import type { RatePerToken } from "@ratecard/money";
import { declaredBatchRates, declaredRates, type RateRequest } from "./declared-rates";
import type { PriceTerms, Rates } from "./price-terms";
import type { TokenKind } from "./token-kinds";

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

function withFallbacks(rates: Rates): EffectiveRates {
  const own = (kind: TokenKind): EffectiveRate | undefined => {
    const rate = rates[kind];
    return rate === undefined ? undefined : { rate, rateOf: kind, isHalved: false };
  };
  const input = own("input");
  const output = own("output") ?? own("imageOutput");
  const cacheRead = own("cacheRead") ?? input;
  const cacheWrite = own("cacheWrite") ?? input;
  return {
    input,
    output,
    cacheRead,
    cacheWrite,
    cacheWrite1h: own("cacheWrite1h") ?? cacheWrite,
    reasoning: own("reasoning") ?? output,
    audioInput: own("audioInput") ?? input,
    audioOutput: own("audioOutput") ?? output,
    imageInput: own("imageInput") ?? input,
    imageOutput: own("imageOutput") ?? output,
    videoInput: own("videoInput") ?? input,
    videoOutput: own("videoOutput") ?? output,
    cacheReadAudio: own("cacheReadAudio") ?? cacheRead,
    citation: own("citation"),
  };
}

const INPUT_SIDE = [
  "input",
  "cacheRead",
  "cacheWrite",
  "cacheWrite1h",
  "audioInput",
  "imageInput",
  "videoInput",
  "cacheReadAudio",
] as const satisfies readonly TokenKind[];
const OUTPUT_SIDE = [
  "output",
  "reasoning",
  "audioOutput",
  "imageOutput",
  "videoOutput",
] as const satisfies readonly TokenKind[];

/** Each side uses its batch rates when it has a base one, else half of the standard rates. */
function batchRates(standard: EffectiveRates, declared: Rates): EffectiveRates {
  const batch = withFallbacks(declared);
  const rates: { -readonly [K in TokenKind]?: EffectiveRate | undefined } = { citation: standard.citation };
  for (const kind of INPUT_SIDE) {
    rates[kind] = declared.input === undefined ? halved(standard[kind]) : batch[kind];
  }
  for (const kind of OUTPUT_SIDE) {
    rates[kind] =
      declared.output === undefined || isOwnModality(kind, standard, declared) ? halved(standard[kind]) : batch[kind];
  }
  return rates;
}

/** Audio, image or video output with a price of its own, but none for batches. */
const isOwnModality = (kind: TokenKind, standard: EffectiveRates, declared: Rates): boolean =>
  kind !== "output" && kind !== "reasoning" && declared[kind] === undefined && standard[kind]?.rateOf === kind;

const halved = (effective: EffectiveRate | undefined): EffectiveRate | undefined =>
  effective && { ...effective, isHalved: true };
