/**
 * The catalogue snapshots of the database as the resolver sees them.
 * Time    epoch ms UTC. The snapshot in force is read with the others, in turns; an older one when the first event of its time asks for it.
 * Source  reading one takes about 0.15 s and 10 MB, so only the last few stay read; the rest stays compressed (0.1 MB).
 */
import { type CatalogIndex, createCatalogView, type Snapshot } from "@ratecard/catalog";
import type { CatalogView } from "@ratecard/pricing";
import type { PoolClient } from "pg";
import type { Keep } from "./keep-recent";
import { type BodyForm, type CatalogOrigin, readBody, readBodyInTurns } from "./catalog-body";

export type SnapshotInfo = Readonly<{
  snapshotId: string;
  origin: CatalogOrigin;
  source: string;
  sha256: string;
  etag: string | null;
  entryCount: number;
  fetchedAt: number;
  inForceFrom: number;
  inForceUntil: number | null;
}>;

export type LoadedSnapshot = SnapshotInfo & Readonly<{ index: () => CatalogIndex }>;
export type LoadedCatalog = Readonly<{ catalog: CatalogView; snapshots: readonly LoadedSnapshot[] }>;

type Row = Readonly<{
  id: string;
  origin: CatalogOrigin;
  body_form: BodyForm;
  source: string;
  sha256: string;
  etag: string | null;
  entry_count: number;
  fetched_at: Date;
  in_force_from: Date;
  in_force_until: Date | null;
}>;

const SNAPSHOTS = `SELECT id, origin, source, sha256, etag, entry_count, body_form, fetched_at, in_force_from,
  in_force_until FROM catalog_snapshots ORDER BY in_force_from`;
const BODIES = "SELECT id, body_gzip FROM catalog_snapshots WHERE id = ANY($1)";

/** `known` is what was loaded before: its bodies are not read again. */
export async function loadCatalog(
  client: PoolClient,
  known: readonly LoadedSnapshot[],
  keep: Keep<CatalogIndex>,
): Promise<LoadedCatalog> {
  const { rows } = await client.query<Row>(SNAPSHOTS);
  const indexOf = new Map(known.filter((read) => rows.some(isSame(read))).map((read) => [read.snapshotId, read.index]));
  const missing = rows.filter(({ id }) => !indexOf.has(id));
  if (missing.length > 0) {
    const bodies = await client.query<{ id: string; body_gzip: Buffer }>(BODIES, [missing.map(({ id }) => id)]);
    for (const { id, body_gzip: body } of bodies.rows) {
      const { origin = "litellm", body_form: form = "fetched" } = missing.find((row) => row.id === id) ?? {};
      const inForce = id === rows.at(-1)?.id ? await readBodyInTurns(body, origin, form) : undefined;
      indexOf.set(
        id,
        keep(() => readBody(body, origin, form), inForce),
      );
    }
  }
  const snapshots = rows.map((row) => loadedSnapshot(row, indexOf.get(row.id) ?? NOTHING));
  const latest = snapshots.at(-1);
  const older = snapshots.slice(0, -1).map(viewed);
  return { snapshots, catalog: createCatalogView(latest ? [...older, { ...viewed(latest) }] : older) };
}

/** The id alone could be another one's in a restored database. */
const isSame =
  (known: LoadedSnapshot) =>
  (row: Row): boolean =>
    row.id === known.snapshotId && row.sha256 === known.sha256 && row.fetched_at.getTime() === known.fetchedAt;

const NOTHING = (): CatalogIndex => ({ entries: new Map(), pricedCount: 0 });

const loadedSnapshot = (row: Row, index: () => CatalogIndex): LoadedSnapshot => ({
  snapshotId: row.id,
  origin: row.origin,
  source: row.source,
  sha256: row.sha256,
  etag: row.etag,
  entryCount: row.entry_count,
  fetchedAt: row.fetched_at.getTime(),
  inForceFrom: row.in_force_from.getTime(),
  inForceUntil: row.in_force_until?.getTime() ?? null,
  index,
});

/** Spread, the index is read; kept as it is, it is read when asked for. */
const viewed = (snapshot: LoadedSnapshot): Snapshot => ({
  id: snapshot.snapshotId,
  source: snapshot.source,
  fetchedAt: snapshot.fetchedAt,
  inForceFrom: snapshot.inForceFrom,
  inForceUntil: snapshot.inForceUntil,
  get index() {
    return snapshot.index();
  },
});
