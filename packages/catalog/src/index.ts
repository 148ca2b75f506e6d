/**
 * @ratecard/catalog: LiteLLM's catalogue read, accepted, compared; and the bundled second reference. Pure.
 *
 * Units: terms as in @ratecard/pricing. Time: epoch ms UTC. Errors: answers with a reason, never throws.
 */
export { BUNDLED_SOURCE, bundledCatalog } from "./bundled-catalog";
export { atOnce, catalogInSteps, indexInSteps, type Steps } from "./catalog-in-steps";
export {
  type CatalogEntry,
  type CatalogIndex,
  type CatalogNote,
  entryFromJson,
  type EntryJson,
  entryToJson,
  indexFromJson,
  indexToJson,
} from "./catalog-index";
export { createCatalogView, type Snapshot } from "./create-catalog-view";
export { type CatalogChange, diffCatalogs, referenceFrom, type ReferenceOf } from "./diff-catalogs";
export { TOKEN_FIELDS } from "./field-names";
export { isSameCatalog, withAccepted } from "./review-refresh";
export { acceptCatalog, type CatalogProblem, parseCatalog } from "./parse-catalog";
export { type ReviewedChange, reviewRefresh } from "./review-refresh";
