/**
 * How far a new price is from what prices its name now, and from what two catalogues say of it.
 * Time    prices and catalogues as of `at`, epoch ms.
 */
import { type PriceReference, type QuarantineReason, quarantineReasons, termDifferences } from "@ratecard/discovery";
import {
  bareKeys,
  type CatalogKey,
  type CatalogView,
  type PriceBook,
  type PriceTerms,
  resolve,
  scopedKeys,
} from "@ratecard/pricing";
import type { PriceToSave } from "#server/pricing/save-prices";
import type { StoredPrice } from "../rows";

export type JudgedBy = Readonly<{
  book: PriceBook;
  catalog: CatalogView;
  /** The bundled one; undefined while it is itself the catalogue in force. */
  second: CatalogView | undefined;
  at: number;
}>;

/** What a new entry leaves out of the catalogue's price is no price of the book that goes away. */
export function farMoves(
  { model, provider, terms, isActive }: PriceToSave,
  existing: StoredPrice | null,
  judge: JudgedBy,
): readonly QuarantineReason[] {
  const isHeldAgainstItself = existing !== null && (existing.view.isActive || !isActive);
  const before = isHeldAgainstItself ? existing.terms : inForce(model, provider, judge);
  const differences = termDifferences(before, terms);
  const own = existing ? differences : differences.filter(({ move }) => move !== "vanished");
  return quarantineReasons(own, terms, referencesOf(model, provider, judge));
}

/** By any rung but the default. */
function inForce(model: string, provider: string, { book, catalog, at }: JudgedBy): PriceTerms | undefined {
  const resolution = resolve(book, catalog, { model, provider, at }, "error");
  return resolution.source === "none" ? undefined : resolution.terms;
}

function referencesOf(model: string, provider: string, { catalog, second, at }: JudgedBy): readonly PriceReference[] {
  const [scoped, bare] = [scopedKeys(provider, model), bareKeys(provider, model)];
  const found = (view: CatalogView | undefined, keys: readonly CatalogKey[], evidence: PriceReference["evidence"]) =>
    keys.flatMap(({ key }) => {
      const hit = view?.lookup(key, at);
      return hit && !hit.unpriced ? [{ evidence, terms: hit.terms }] : [];
    });
  return [
    ...[...found(catalog, scoped, "catalog-scoped"), ...found(catalog, bare, "catalog-bare")].slice(0, 1),
    ...found(second, [...scoped, ...bare], "second-reference").slice(0, 1),
  ];
}
