/**
 * Sync of provider prices: every entry of a provider's model brought to the catalogue's price in force.
 *
 * Time    `at`, epoch ms UTC. Errors  none thrown: what is left alone says why.
 * Source  discovery.md "Sync provider pricing". The catalogue is asked by the catalogue rungs of the chain itself.
 */
import {
  type CatalogView,
  type CostSettings,
  createPriceBook,
  DEFAULT_MODEL,
  isWildcard,
  resolve,
} from "@ratecard/pricing";
import { recomputedTerms } from "./copied-terms";
import { decideSyncRow, pricedBase, untouched } from "./decide-sync-row";
import { secondReferences } from "./second-references";
import type { SyncDecision, SyncEntry, SyncOutcome } from "./sync-decision";

export type ProviderSyncSources = Readonly<{
  entries: readonly SyncEntry[];
  catalog: CatalogView;
  /** Another catalogue than the one in force, to check units by. */
  second?: CatalogView | undefined;
  settings: CostSettings;
  at: number;
}>;

const NO_ENTRIES = createPriceBook([]);

/** One row an entry, in the order of names; made one at a time, so that a server can do other things in between. */
export function* decideProviderSync(sources: ProviderSyncSources): Generator<SyncDecision> {
  for (const entry of sources.entries.toSorted((a, b) => (a.model < b.model ? -1 : 1))) yield decide(entry, sources);
}

function decide(entry: SyncEntry, { catalog, second, settings, at }: ProviderSyncSources): SyncDecision {
  const { model, provider } = entry;
  const reason = leftAlone(entry);
  if (reason) return untouched(model, reason, { provider, before: entry.terms });

  const base = pricedBase({ model, provider }, resolve(NO_ENTRIES, catalog, { model, provider, at }, "error"));
  const after = base.terms && recomputedTerms(base.terms, settings, entry.terms);
  if (!after) return untouched(model, "unknown", { provider, before: entry.terms });
  const references = secondReferences(base, second, at);
  return decideSyncRow({
    model,
    provider,
    entry,
    base,
    bases: [],
    after,
    inForce: undefined,
    references,
    replacesOwn: false,
  });
}

/** Pinned entries are compared all the same: one that agrees needs no other words. */
function leftAlone({ model, isActive, isCustom, copiedFrom }: SyncEntry): SyncOutcome | undefined {
  if (model === DEFAULT_MODEL) return "default";
  if (isWildcard(model)) return "wildcard";
  if (isCustom || copiedFrom !== null) return "custom";
  return isActive ? undefined : "inactive";
}
