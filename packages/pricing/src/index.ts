/**
 * @ratecard/pricing: which price applies to a request, what the request costs, and why. Pure.
 *
 * Units: amounts in PicoUsd, rates in RatePerToken, times in epoch ms UTC; JSON forms say theirs.
 */
export {
  type AnswerSpan,
  answerSpans,
  type AskedNames,
  isAdjustedAnew,
  isAdjustedWithin,
  isSameAnswer,
} from "./answer-spans";
export { bringAlong, leftSentence } from "./bring-along";
export { boundProblems } from "./json-reader";
export { bareKeys, type CatalogKey, scopedKeys } from "./catalog-rungs";
export { type CatalogHit, type CatalogView, EMPTY_CATALOG, type SnapshotInForce } from "./catalog-view";
export { suspiciousMoves } from "./rate-sanity";
export { costOf } from "./cost-of";
export {
  ALL_PROVIDERS,
  COST_FLAGS,
  type CostFlag,
  type CostSettings,
  DEFAULT_COST_SETTINGS,
  type ProviderAdjustment,
} from "./cost-result";
export { DEPENDENT_PRICES, DEPENDENT_PRICES_WORDS, dependentPrices, type DependentPrices } from "./dependent-prices";
export { diffTerms, isSuspiciousMove, type Move, movedBy, type TermsChange } from "./diff-terms";
export { explain } from "./explain";
export {
  type CostJson,
  type CostLineJson,
  costToJson,
  type ExplanationJson,
  explanationToJson,
  type LookupJson,
  type ResolutionJson,
  resolutionToJson,
  type RungJson,
} from "./explanation-json";
export { hintsFor, strictError, type SuggestedName, suggestionEvidence } from "./hints";
export type { JsonProblem, JsonProblemCode } from "./json-reader";
export { providerOfName } from "./providers";
export { isPricedOneByOne, linearCost, linearPrice, type UsageSums } from "./linear-cost";
export {
  type Finding,
  findingSentence,
  LINT_CODES,
  type LintCode,
  type LintSeverity,
  type Remedy,
  remedySentence,
} from "./lint/finding";
export { lintPriceBook } from "./lint/lint-price-book";
export {
  byExposure,
  doAgree,
  estimatedCost,
  type Exposure,
  exposureOf,
  type GroupUsage,
  reportedForAll,
} from "./exposure";
export {
  candidateReason,
  PRICE_EVIDENCE,
  type PriceCandidate,
  priceCandidates,
  type PriceEvidence,
} from "./true-price";
export { comparableNames, type ComparableNames, nearestOf, type NearName } from "./nearest-names";
export { isWildcard, normalisedKey } from "./model-name";
export { changeBook, createPriceBook, EMPTY_BOOK, lineOf, linesOf, type PriceBook, withPrices } from "./price-book";
export { plannedWindows } from "./planned-windows";
export {
  type BrokenCase,
  type CaseCheck,
  type CasePrices,
  casesBrokenBy,
  checkCases,
  type PriceCase,
} from "./price-cases";
export { type PriceField, priceFields } from "./price-fields";
export {
  type Multipliers,
  NO_TERMS,
  type OffPeak,
  type OffPeakWindow,
  type PriceTerms,
  promptCuts,
  type QueryTier,
  type Rates,
  type RatesByTier,
  SERVICE_TIERS,
  type ServiceTier,
  type Threshold,
  type Tier,
} from "./price-terms";
export { DEFAULT_MODEL, inForce, type PriceVersion } from "./price-terms";
export type { MovedTerms } from "./price-mover";
export { createPricer, price, type PricedEvent, type Pricer } from "./pricer";
export { detectProvider, providerFamily, providerId } from "./providers";
export {
  newRateProblems,
  type RateProblem,
  rateProblems,
  rateProblemSentence,
  type UnitSuspect,
  unitSuspect,
} from "./rate-sanity";
export {
  type OnUnpriced,
  PRICING_SOURCES,
  type PricingSource,
  PROVIDER_ORIGIN_WORDS,
  type Resolution,
  RESOLUTION_WARNINGS,
} from "./resolution";
export { resolve } from "./resolve";
export { scaleTerms } from "./scale-terms";
export {
  type KnownName,
  newlyUnreachable,
  type Prices,
  type ShadowedRule,
  shadowedRules,
  shadowSentence,
  unreachableSentence,
  type UnreachableWildcard,
} from "./shadowed-rules";
export { termsFromStored, termsToStored } from "./stored-terms";
export { termsFromJson } from "./terms-from-json";
export {
  type RatesJson,
  TERM_FIELDS,
  type TermField,
  type TermsJson,
  termsToJson,
  type ThresholdJson,
  type TierJson,
  unitPrices,
} from "./terms-json";
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
  RATE_FIELD,
  RATE_FIELDS,
  type RateColumn,
  type RateField,
  TOKEN_KIND_ROWS,
  TOKEN_KINDS,
  type TokenKind,
  type TokenKindRow,
} from "./token-kinds";
export type { LookupReason, Rung } from "./trace";
export { isPricedByCounts, perRequestToStore, typicalPerRequest } from "./cost-of";
export { oneUnit, UNIT_KINDS, type UnitKind, unitLabel } from "./unit-kinds";
export { requestsOf, type Units, type Usage } from "./usage";
