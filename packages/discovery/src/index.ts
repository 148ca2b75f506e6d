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
export { type LitellmReader, litellmReader } from "./litellm-listing";
export type { StreamReader } from "./listing-reader";
export { pageReader } from "./page-reader";
export {
  PROPOSAL_STATUSES,
  type Proposal,
  type ProposalSources,
  proposals,
  type ProposalStatus,
  type ServerPriceNote,
} from "./proposals";
export { PROPOSAL_WARNINGS, type ProposalWarning } from "./proposal-warnings";
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
export { type WildcardRoute, wildcardRoutesFromJson } from "./wildcard-routes";
export { EVIDENCE, type Evidence, type Suggestion } from "./suggestion";
export { type TermDifference, termDifferences } from "./term-differences";
