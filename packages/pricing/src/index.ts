/**
 * @ratecard/pricing: which price applies to a request, what the request costs, and why. Pure.
 *
 * Units: amounts in PicoUsd, rates in RatePerToken, times in epoch ms UTC; JSON forms say theirs.
 */
export { boundProblems } from "./bound-problems";
export { bareKeys, type CatalogKey, scopedKeys } from "./catalog-keys";
export {
  type CatalogHit,
  type CatalogView,
  EMPTY_CATALOG,
  type SnapshotInForce,
} from "./catalog-view";
export { costOf, hasTokenPrice } from "./cost-of";
export {
  ALL_PROVIDERS,
  COST_FLAGS,
  type Cost,
  type CostContext,
  type CostFlag,
  type CostLine,
  type CostSettings,
  DEFAULT_COST_SETTINGS,
  type ProviderAdjustment,
} from "./cost-result";
export { diffTerms, isSuspiciousMove, MOVES, type Move, movedBy, type TermsChange } from "./diff-terms";
export { type ExplainOptions, type Explanation, explain, type RungTrace } from "./explain";
export {
  type CostJson,
  type CostLineJson,
  costToJson,
  type ExplanationJson,
  explanationToJson,
  type LookupJson,
  type ResolutionJson,
  type RungJson,
  resolutionToJson,
  type VersionJson,
} from "./explanation-json";
export { hintSentence, suggestionEvidence } from "./hint-sentence";
export { type Hint, hintsFor, type SuggestedName } from "./hints";
export type { JsonProblem, JsonProblemCode } from "./json-reader";
export {
  type Finding,
  LINT_CODES,
  type LintCode,
  type LintSeverity,
  type Remedy,
} from "./lint/finding";
export { linearCost, type UsageSums } from "./linear-cost";
export { findingSentence, remedySentence } from "./lint/finding-sentence";
export type { LintInput } from "./lint/lint-context";
export { lintPriceBook } from "./lint/lint-price-book";
export { providerOfName } from "./known-provider";
export { lookupSentence } from "./lookup-sentence";
export { isWildcard, normalisedKey, wildcardPrefix } from "./model-name";
export { suspiciousMoves } from "./correction";
export {
  changeBook,
  createPriceBook,
  EMPTY_BOOK,
  lineOf,
  linesOf,
  type PriceBook,
  type PriceLine,
  withPrices,
} from "./price-book";
export { type PriceField, priceFields } from "./price-fields";
export {
  type Multipliers,
  NO_TERMS,
  type OffPeak,
  type OffPeakWindow,
  type PriceTerms,
  type QueryTier,
  type Rates,
  type RatesByTier,
  SERVICE_TIERS,
  type ServiceTier,
  type Threshold,
  type Tier,
} from "./price-terms";
export { DEFAULT_MODEL, inForce, type PriceVersion } from "./price-version";
export {
  type ChargedEvent,
  createPricer,
  type CostBasis,
  type PricedEvent,
  type Pricer,
  type PricerSettings,
  price,
  type UsageEvent,
} from "./pricer";
export { promptCuts } from "./prompt-cuts";
export { PROVIDER_ORIGIN_WORDS } from "./provider-origin-words";
export { detectProvider, providerFamily, providerId } from "./providers";
export {
  type CatalogResolution,
  type LocalResolution,
  type NoResolution,
  type OnUnpriced,
  PRICING_SOURCES,
  PROVIDER_ORIGINS,
  type PriceRequest,
  type PricingSource,
  type ProviderOrigin,
  RESOLUTION_WARNINGS,
  type Resolution,
  type ResolutionWarning,
} from "./resolution";
export { rateProblemSentence } from "./rate-problem-sentence";
export { newRateProblems, type RateProblem, rateProblems, type References } from "./rate-sanity";
export { resolve } from "./resolve";
export { type Rule, ruleOf } from "./rule";
export { type ScaledTerms, scaleTerms } from "./scale-terms";
export { shadowSentence, unreachableSentence } from "./shadow-sentence";
export {
  type KnownName,
  newlyUnreachable,
  type Prices,
  type ShadowedRule,
  shadowedRules,
  type UnreachableWildcard,
} from "./shadowed-rules";
export { type StoredTerms, termsFromStored, termsToStored } from "./stored-terms";
export { strictError } from "./strict-error";
export { type TermsRead, termsFromJson } from "./terms-from-json";
export { type RatesJson, ratesToJson, type TermsJson, type TierRatesJson, termsToJson } from "./terms-json";
export {
  byCount,
  byKind,
  COUNT_COLUMN,
  COUNT_FIELD,
  COUNT_FIELDS,
  type CountField,
  INPUT_PARTS,
  KIND_LABEL,
  OUTPUT_PARTS,
  RATE_COLUMN,
  type RateColumn,
  TOKEN_KIND_ROWS,
  TOKEN_KINDS,
  type TokenKind,
  type TokenKindRow,
} from "./token-kinds";
export {
  LOOKUP_REASONS,
  type Lookup,
  type LookupOutcome,
  type LookupReason,
  RUNGS,
  type Rung,
} from "./trace";
export { isPricedByCounts, perRequestToStore, typicalPerRequest } from "./typical-request";
export { UNIT_KINDS, type UnitKind, unitLabel } from "./unit-kinds";
export { UNIT_FACTORS, type UnitSuspect, unitSuspect } from "./unit-suspect";
export type { TokenCounts, Units, Usage } from "./usage";
