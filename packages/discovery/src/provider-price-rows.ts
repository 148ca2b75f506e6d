/**
 * Sync of provider prices: every entry of a provider's model brought to the catalogue's price in force.
 * Time    `at`, epoch ms UTC. Errors: none; what is left alone says why.
 * Source  the catalogue is asked by the catalogue rungs of the chain itself.
 */
import type { ChangeRow, EntryDraft, Refusal } from "@ratecard/changes";
import { type CatalogView, type CostSettings, DEFAULT_MODEL, isWildcard } from "@ratecard/pricing";
import { catalogBase, type PricedBase, recomputedTerms, secondReferences } from "./priced-base";

/** A row of one of the two syncs, with where its price comes from. */
export type SyncRow = ChangeRow &
  Readonly<{
    base: PricedBase | undefined;
    /** Every base that could be chosen; only of custom names. */
    bases: readonly PricedBase[];
  }>;

export type ProviderPriceSources = Readonly<{
  /** As they stand when the prices begin. */
  entries: readonly EntryDraft[];
  catalog: CatalogView;
  /** Another catalogue than the one in force, to check units by. */
  second?: CatalogView | undefined;
  settings: CostSettings;
  at: number;
}>;

/** One row an entry; made one at a time, so that a server can do other things in between. */
export function* providerPriceRows(sources: ProviderPriceSources): Generator<SyncRow> {
  for (const entry of sources.entries) yield rowOf(entry, sources);
}

function rowOf(entry: EntryDraft, { catalog, second, settings, at }: ProviderPriceSources): SyncRow {
  const { model, provider } = entry;
  const refusal = leftAlone(entry);
  if (refusal) return refusedRow(model, refusal);
  const base = catalogBase({ model, provider }, catalog, at);
  const terms = base.terms && recomputedTerms(base.terms, settings, entry.terms);
  if (!terms) return refusedRow(model, { code: "not-in-catalogue" });
  const { isCustom, notes } = entry;
  return {
    model,
    draft: { model, provider, terms, isCustom, notes, isActive: true },
    from: null,
    references: secondReferences(base, second, at),
    held: otherProvider(base),
    base,
    bases: [],
  };
}

/** Pinned entries are compared all the same: one that agrees needs no other words. */
function leftAlone({ model, isActive, isCustom, copiedFrom = null }: EntryDraft): Refusal | undefined {
  if (model === DEFAULT_MODEL) return { code: "default-entry" };
  if (isWildcard(model)) return { code: "wildcard" };
  if (isCustom || copiedFrom !== null) return { code: "custom-name" };
  return isActive ? undefined : { code: "switched-off" };
}

/** A row that a sync says something about, and writes nothing of. */
export const refusedRow = (model: string, refusal: Refusal, more: Partial<SyncRow> = {}): SyncRow => ({
  model,
  draft: null,
  refusal,
  from: null,
  references: [],
  base: undefined,
  bases: [],
  ...more,
});

export const otherProvider = ({ otherProvider: provider }: PricedBase): NonNullable<ChangeRow["held"]> =>
  provider === undefined ? [] : [{ kind: "other-provider", provider }];
