/**
 * @ratecard/discovery: what servers list, what it would cost, and what an import would change. Pure.
 *
 * Units: prices as @ratecard/pricing holds them; percentages are decimal text.
 */
export {
  type ChosenPrice,
  decideImport,
  IMPORT_OUTCOMES,
  type ImportDecision,
  type ImportOutcome,
  type Standing,
  type StandingEntry,
  unticked,
} from "./decide-import";
export { isBase } from "./choose-base";
export { copiedTerms } from "./copied-terms";
export { type CustomSyncSources, decideCustomSync } from "./decide-custom-sync";
export { decideProviderSync, type ProviderSyncSources } from "./decide-provider-sync";
export {
  type BatchRow,
  type CurrentEntry,
  decideRevert,
  type EntrySnapshot,
  REVERT_OUTCOMES,
  type RevertDecision,
  type RevertOutcome,
} from "./decide-revert";
export type { CustomMapping, ServedModel } from "./discovered-name";
export type {
  DiscoveredModel,
  LeftOut,
  Listed,
  ListedModel,
  Listing,
  ListingRefused,
  PriceNote,
} from "./listed-model";
export { type BaseUrl, normaliseBaseUrl } from "./normalise-base-url";
export { priceNotesFromJson } from "./price-notes";
export { parseAnthropic } from "./parse-anthropic";
export { parseGemini } from "./parse-gemini";
export { type LitellmAnswers, parseLitellm } from "./parse-litellm";
export { parseOllama } from "./parse-ollama";
export { parseOpenAiCompatible } from "./parse-openai-compatible";
export { parseOpenRouter } from "./parse-openrouter";
export {
  PROPOSAL_STATUSES,
  type Proposal,
  type ProposalSources,
  proposals,
  type ProposalStatus,
  type ServerPriceNote,
} from "./proposals";
export { PROPOSAL_WARNINGS, type ProposalWarning } from "./proposal-warnings";
export type { ForeignPrice, UnpricedName } from "./price-files/foreign-price";
export { onePricePerName } from "./price-files/one-price-per-name";
export {
  type ForeignPriceFile,
  looksLikeConfig,
  PRICE_FILE_TITLES,
  readForeignJson,
  readForeignYaml,
} from "./price-files/price-file-formats";
export { type PriceReference, type QuarantineReason, quarantineReasons } from "./quarantine";
export { resolveBase } from "./resolve-base";
export { canonicalJson, chargeAlike, sameTerms } from "./same-terms";
export {
  keyHeaders,
  type ListingCall,
  listingUrl,
  PROVIDER_OF_KIND,
  SERVER_KINDS,
  type ServerKind,
} from "./server-kind";
export {
  type BaseModel,
  isTakenByItself,
  isUndecided,
  isWritten,
  type PricedBase,
  SYNC_OUTCOMES,
  type SyncDecision,
  type SyncEntry,
  type SyncHold,
  type SyncOutcome,
} from "./sync-decision";
export { EVIDENCE, type Evidence, type Suggestion } from "./suggestion";
export { type TermDifference, termDifferences } from "./term-differences";
