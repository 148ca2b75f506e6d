/**
 * @ratecard/discovery: what servers list, what it would cost, and what the price syncs want. Pure.
 *
 * Units: prices as @ratecard/pricing holds them; percentages are decimal text.
 */
export { customNameRows, type CustomNameSources } from "./custom-name-rows";
export { type ProviderPriceSources, providerPriceRows, type SyncRow } from "./provider-price-rows";
export { type BaseModel, copiedTerms, isBase, type PricedBase, resolveBase } from "./priced-base";
export type { CustomMapping, ServedModel } from "./discovered-name";
export {
  type DiscoveredModel,
  type LeftOut,
  type Listed,
  type ListedModel,
  type Listing,
  type ListingRefused,
  type PriceNote,
  type WildcardRoute,
  priceNotesFromJson,
} from "./listed-model";
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
export type { ForeignPrice, ForeignProblem, ForeignProblems, UnpricedName } from "./price-files/foreign-price";
export { onePricePerName } from "./price-files/one-price-per-name";
export {
  type ForeignPriceFile,
  looksLikeConfig,
  PRICE_FILE_TITLES,
  readForeignJson,
  readForeignYaml,
} from "./price-files/price-file-formats";
export {
  type AddressProblems,
  type BaseUrl,
  keyHeaders,
  type ListingCall,
  listingUrl,
  normaliseBaseUrl,
  PROVIDER_OF_KIND,
  SERVER_KINDS,
  type ServerKind,
} from "./server-address";
export { wildcardRoutesFromJson } from "./wildcard-routes";
export type { Suggestion } from "./find-suggestions";
