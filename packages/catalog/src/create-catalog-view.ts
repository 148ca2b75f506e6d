/**
 * Snapshots as the resolver sees them.
 * Time    epoch ms UTC. A snapshot is in force on [inForceFrom, inForceUntil); an event older than all of
 *         them is priced by the first one, flagged; one in a gap by the snapshot before it.
 * Source  the bundled list prices only while nothing was ever fetched: then the first fetched one is the first.
 */
import type { CatalogHit, CatalogView, SnapshotInForce } from "@ratecard/pricing";
import { BUNDLED_SOURCE } from "./bundled-catalog";
import type { CatalogEntry, CatalogIndex } from "./catalog-index";

export type Snapshot = Readonly<{
  id: string;
  /** A URL, a file, "bundled". */
  source: string;
  fetchedAt: number;
  inForceFrom: number;
  inForceUntil: number | null;
  index: CatalogIndex;
}>;

type Selected = Readonly<{ snapshot: Snapshot; next: Snapshot | undefined; isBeforeAll: boolean }>;

export function createCatalogView(snapshots: readonly Snapshot[]): CatalogView {
  const fetched = snapshots.filter(({ source }) => source !== BUNDLED_SOURCE);
  const latestFirst = (fetched.length > 0 ? fetched : [...snapshots]).sort((a, b) => b.inForceFrom - a.inForceFrom);

  const select = (at: number): Selected | undefined => {
    let next: Snapshot | undefined;
    for (const snapshot of latestFirst) {
      if (snapshot.inForceFrom <= at) return { snapshot, next, isBeforeAll: false };
      next = snapshot;
    }
    return next && { snapshot: next, next: undefined, isBeforeAll: true };
  };

  return {
    lookup: (key, at) => {
      const selected = select(at);
      const entry = selected?.snapshot.index.entries.get(key);
      return selected && entry && hitOf(entry, selected);
    },
    snapshotAt: (at) => {
      const selected = select(at);
      return selected && inForceOf(selected);
    },
    keysAt: (at) => select(at)?.snapshot.index.entries.keys() ?? [],
  };
}

const hitOf = (entry: CatalogEntry, { snapshot, isBeforeAll }: Selected): CatalogHit => ({
  key: entry.key,
  terms: entry.terms,
  litellmProvider: entry.litellmProvider,
  mode: entry.mode,
  snapshotId: snapshot.id,
  postdatesEvent: isBeforeAll,
  unpriced: entry.unpriced,
  isHeld: entry.isHeld === true,
  isTombstone: entry.removedSince !== undefined,
});

const inForceOf = ({ snapshot, next, isBeforeAll }: Selected): SnapshotInForce => ({
  snapshotId: snapshot.id,
  source: snapshot.source,
  fetchedAt: snapshot.fetchedAt,
  entryCount: snapshot.index.entries.size,
  postdatesEvent: isBeforeAll,
  stableFrom: isBeforeAll ? Number.NEGATIVE_INFINITY : snapshot.inForceFrom,
  stableUntil: isBeforeAll ? snapshot.inForceFrom : (next?.inForceFrom ?? Number.POSITIVE_INFINITY),
});
