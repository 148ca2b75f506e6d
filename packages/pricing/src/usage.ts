/**
 * What one request consumed, and the conditions it was served under.
 * Units   counts are non-negative safe integers. promptTokens and completionTokens are wholes that include
 *         their parts; the parts are disjoint: cacheWriteTokens are 5-minute writes, cacheWrite1hTokens
 *         one-hour writes, audioInputTokens exclude cached audio (cacheReadAudioTokens).
 * Errors  a missing count is unknown, never 0.
 */
import type { PriceTerms } from "./price-terms";
import {
  COUNT_FIELD,
  COUNT_FIELDS,
  type CountField,
  INPUT_PARTS,
  OUTPUT_PARTS,
  TOKEN_KIND_ROWS,
  type TokenKind,
} from "./token-kinds";
import type { UnitKind } from "./unit-kinds";

type TokenCounts = Readonly<Partial<Record<CountField, number | undefined>>>;

export type Units = Readonly<Partial<Record<UnitKind, number>>>;

export type Usage = TokenCounts &
  Readonly<{
    /** As the gateway reports it: "flex", "priority", "fast", "default", ... */
    serviceTier?: string | undefined;
    isBatch?: boolean | undefined;
    /** "fast" is a mode of its own price; "standard" and unknown names are none. */
    speed?: string | undefined;
    /** The geo the provider says it served from; "global" is none. */
    inferenceGeo?: string | undefined;
    /** Data residency ("eu", "us") or cloud location ("us-east5") of the endpoint; "global" is none. */
    region?: string | undefined;
    /** Results asked of a search, for prices by result count. */
    maxResults?: number | undefined;
    units?: Units | undefined;
    /** The counts are those of so many requests together; 0: nobody knows how many. One request if missing. */
    sumOfRequests?: number | undefined;
  }>;

type TokenQuantities = Readonly<{
  counts: Readonly<Partial<Record<TokenKind, number>>>;
  partsExceedWhole: boolean;
}>;

/**
 * Splits a request's tokens so that each one is charged once.
 * Units   tokens. `input` and `output` are what is left of prompt and completion after their parts.
 * Errors  parts beyond their whole leave a remainder of 0 and are reported.
 * Source  LiteLLM: characters, images and seconds that are priced replace the tokens that carry them.
 */
export function tokenQuantities(usage: Usage, terms: PriceTerms): TokenQuantities {
  const input = remainder(usage.promptTokens, usage, INPUT_PARTS);
  const output = remainder(usage.completionTokens, usage, OUTPUT_PARTS);
  const counts: Partial<Record<TokenKind, number>> = { input: Math.max(0, input), output: Math.max(0, output) };
  for (const { kind, countField, unit } of TOKEN_KIND_ROWS) {
    if (kind !== "input" && kind !== "output") counts[kind] = usage[countField] ?? 0;
    if (unit !== null && isUnitPriced(usage, terms, unit)) counts[kind] = 0;
  }
  return { counts, partsExceedWhole: input < 0 || output < 0 };
}

export const isUnitPriced = (usage: Usage, terms: PriceTerms, unit: UnitKind): boolean =>
  (usage.units?.[unit] ?? 0) > 0 && terms.units?.[unit] !== undefined;

/** How many requests are paid for; of a sum that nobody counted, none is known. */
export const requestsOf = ({ sumOfRequests = 1 }: Usage): number => sumOfRequests;

/** A sum that consumed something and does not tell of how many requests. */
export const isUncounted = (usage: Usage): boolean => requestsOf(usage) === 0 && isAnyTokenCounted(usage);

/** What a price that depends on the length of a prompt looks at: of a sum, the mean; of one that nobody counted, a short one. */
export const promptLength = ({ promptTokens = 0, sumOfRequests }: Usage): number =>
  sumOfRequests === undefined ? promptTokens : sumOfRequests === 0 ? 1 : Math.ceil(promptTokens / sumOfRequests);

export const isAnyTokenCounted = (usage: TokenCounts): boolean => COUNT_FIELDS.some((field) => (usage[field] ?? 0) > 0);

/** Negative when the parts exceed the whole; 0 when the whole is unknown. */
function remainder(whole: number | undefined, usage: TokenCounts, parts: readonly TokenKind[]): number {
  if (whole === undefined) return 0;
  return parts.reduce((left, kind) => left - (usage[COUNT_FIELD[kind]] ?? 0), whole);
}
