/**
 * The recorded changes of the catalogue and what was decided about them.
 * Units   texts as @ratecard/pricing's diffTerms. Time: ISO 8601 UTC in answers.
 */
import { type CatalogChange, type CatalogEntry, type EntryJson, entryFromJson } from "@ratecard/catalog";
import type { RateProblem, TermsChange } from "@ratecard/pricing";
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

export type ChangeState = "applied" | "held" | "accepted" | "rejected" | "superseded";

export type NewChange = CatalogChange &
  Readonly<{ requests: number; cost: ChangeCost; held: Readonly<{ entry: EntryJson; since: Date }> | null }>;

/** USD, of the requests that a change touches. */
export type ChangeCost = Readonly<{ beforeUsd: string; afterUsd: string }>;

const INSERT = `INSERT INTO catalog_changes
    (snapshot_id, catalog_key, kind, litellm_provider, fields, problems, requests, is_doubtful, state, fetched_entry,
     held_since, before_usd, after_usd)
  SELECT $1::bigint, key, kind, provider, fields, problems, requests, "isDoubtful", state, entry, since, "beforeUsd", "afterUsd"
  FROM jsonb_to_recordset($2::jsonb) AS given(key text, kind text, provider text, fields jsonb, problems jsonb,
    requests bigint, "isDoubtful" boolean, state text, entry jsonb, since timestamptz, "beforeUsd" numeric, "afterUsd" numeric)`;

export async function insertChanges(tx: Transaction, snapshotId: string, changes: readonly NewChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = changes.map(({ key, kind, litellmProvider, fields, problems, requests, isDoubtful, cost, held }) => ({
    ...cost,
    key,
    kind,
    provider: litellmProvider ?? null,
    fields,
    problems,
    requests,
    isDoubtful,
    state: held ? "held" : "applied",
    entry: held?.entry ?? null,
    since: held?.since ?? null,
  }));
  await tx.$executeRawUnsafe(INSERT, snapshotId, JSON.stringify(rows));
}

/** Whatever waited is asked anew, or waits no longer; rejections of `standing` stay. */
export const supersedeOpen = (tx: Transaction, standing: readonly string[]) =>
  tx.$executeRaw`UPDATE catalog_changes SET state = 'superseded'
    WHERE state IN ('held', 'rejected') AND id <> ALL(${[...standing]}::text[]::bigint[])`;

export type OpenChange = Readonly<{
  changeId: string;
  state: "held" | "rejected";
  heldSince: Date;
  entry: CatalogEntry;
  fields: readonly TermsChange[];
}>;

type OpenRow = Readonly<{
  id: string;
  state: "held" | "rejected";
  held_since: Date;
  fetched_entry: unknown;
  fields: TermsChange[];
}>;

export async function findOpenChanges(pool: Pool): Promise<readonly OpenChange[]> {
  const { rows } = await pool.query<OpenRow>(
    "SELECT id, state, held_since, fetched_entry, fields FROM catalog_changes WHERE state IN ('held', 'rejected')",
  );
  return rows.flatMap((row) => {
    const entry = entryFromJson(row.fetched_entry);
    if (!entry) return [];
    return [{ changeId: row.id, state: row.state, heldSince: row.held_since, entry, fields: row.fields }];
  });
}

export type Decision = Readonly<{ state: "accepted" | "rejected"; by: string; at: Date; reason: string | undefined }>;

export const decideChanges = (tx: Transaction, ids: readonly string[], { state, by, at, reason }: Decision) =>
  tx.$executeRaw`UPDATE catalog_changes SET state = ${state}, decided_by = ${by}, decided_at = ${at}, reason = ${reason ?? null}
    WHERE id = ANY(${[...ids]}::text[]::bigint[])`;

export type ChangeView = Readonly<{
  changeId: string;
  snapshotId: string;
  key: string;
  kind: CatalogChange["kind"];
  litellmProvider: string | null;
  fields: readonly TermsChange[];
  /** Rates that look like a mistake. */
  problems: readonly RateProblem[];
  /** Of the 30 days before the refresh, priced by this key. */
  requests: number;
  /** USD of the requests of those days that it touches, at the prices of before and with it; null: not recorded then. */
  beforeUsd: string | null;
  afterUsd: string | null;
  isDoubtful: boolean;
  state: ChangeState;
  heldSince: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  reason: string | null;
}>;

const VIEW = `SELECT id AS "changeId", snapshot_id AS "snapshotId", catalog_key AS key, kind, litellm_provider AS "litellmProvider",
    fields, problems, requests, trim_scale(before_usd)::text AS "beforeUsd", trim_scale(after_usd)::text AS "afterUsd",
    is_doubtful AS "isDoubtful", state, ${isoInstant("held_since", "MS")} AS "heldSince",
    ${isoInstant("decided_at", "MS")} AS "decidedAt", decided_by AS "decidedBy", reason
  FROM catalog_changes`;
const MOST_USED_FIRST = "ORDER BY requests DESC, catalog_key";

type ViewRow = Omit<ChangeView, "requests"> & Readonly<{ requests: string }>;
const viewOf = (row: ViewRow): ChangeView => ({ ...row, requests: Number(row.requests) });

export async function listOpenChanges(pool: Pool): Promise<readonly ChangeView[]> {
  const { rows } = await pool.query<ViewRow>(`${VIEW} WHERE state IN ('held', 'rejected') ${MOST_USED_FIRST}`);
  return rows.map(viewOf);
}

export async function countWaiting(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::integer AS count FROM catalog_changes WHERE state = 'held'",
  );
  return rows[0]?.count ?? 0;
}

export async function listChangesOf(pool: Pool, snapshotId: string): Promise<readonly ChangeView[]> {
  const { rows } = await pool.query<ViewRow>(`${VIEW} WHERE snapshot_id = $1 ${MOST_USED_FIRST}`, [snapshotId]);
  return rows.map(viewOf);
}

export type RecordedTotals = Readonly<{ inForce: ChangeCost | null; waited: ChangeCost | null }>;

/** Of one refresh: what came into force at once, and what had to wait. null: there was none, or it was not recorded. */
export async function sumChangesOf(pool: Pool, snapshotId: string): Promise<RecordedTotals> {
  const { rows } = await pool.query<ChangeCost & Readonly<{ isApplied: boolean }>>(
    `SELECT state = 'applied' AS "isApplied", trim_scale(sum(before_usd))::text AS "beforeUsd", trim_scale(sum(after_usd))::text AS "afterUsd"
     FROM catalog_changes WHERE snapshot_id = $1 AND before_usd IS NOT NULL GROUP BY 1`,
    [snapshotId],
  );
  const costOf = (wanted: boolean) => {
    const found = rows.find(({ isApplied }) => isApplied === wanted);
    return found ? { beforeUsd: found.beforeUsd, afterUsd: found.afterUsd } : null;
  };
  return { inForce: costOf(true), waited: costOf(false) };
}

export type ChangeCounts = Readonly<Record<CatalogChange["kind"] | "held", number>>;

/** By snapshot. `held`: those that waited, whatever was decided since. */
export async function countChanges(pool: Pool): Promise<ReadonlyMap<string, ChangeCounts>> {
  const { rows } = await pool.query<ChangeCounts & Readonly<{ snapshotId: string }>>(
    `SELECT snapshot_id AS "snapshotId", count(*) FILTER (WHERE state <> 'applied')::integer AS held,
       ${["added", "removed", "changed", "restored"].map((kind) => `count(*) FILTER (WHERE kind = '${kind}')::integer AS ${kind}`).join(", ")}
     FROM catalog_changes GROUP BY snapshot_id`,
  );
  return new Map(rows.map(({ snapshotId, ...counts }) => [snapshotId, counts]));
}
