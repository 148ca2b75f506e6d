/**
 * @ratecard/catalog: LiteLLM's catalogue read, accepted, compared; and the bundled second reference. Pure.
 *
 * Units: terms as in @ratecard/pricing. Time: epoch ms UTC. Errors: answers with a reason, never throws.
 */
export { acceptCatalog } from "./accept-catalog";
export { BUNDLED_SOURCE, bundledCatalog } from "./bundled-catalog";
export { atOnce, catalogInSteps, indexInSteps, type Steps } from "./catalog-in-steps";
export {
  type CatalogEntry,
  type CatalogIndex,
  type CatalogNote,
  NOTE_KINDS,
  type NoteKind,
} from "./catalog-index";
export { createCatalogView, type Snapshot } from "./create-catalog-view";
export { type CatalogChange, diffCatalogs } from "./diff-catalogs";
export {
  type EntryJson,
  entryFromJson,
  entryToJson,
  type IndexJson,
  indexFromJson,
  indexToJson,
} from "./index-json";
export { TOKEN_FIELDS } from "./field-names";
export { isSameCatalog } from "./is-same-catalog";
export { nextCatalog, withAccepted } from "./next-catalog";
export { NO_REFERENCE, type ReferenceOf, referenceFrom } from "./reference-terms";
export { CATALOG_PROBLEMS, type CatalogProblem, type ParsedCatalog, parseCatalog } from "./parse-catalog";
export {
  type RefreshPolicy,
  type RefreshReview,
  type ReviewedChange,
  reviewRefresh,
} from "./review-refresh";
