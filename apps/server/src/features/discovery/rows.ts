/** The tables of servers, discovered models and custom names, as verbs and answers see them. */
import { SERVER_KINDS, type ServerKind } from "@ratecard/contract";
import { type WildcardRoute, wildcardRoutesFromJson } from "@ratecard/discovery";
import { isoInstant, type Prisma, type Transaction } from "@ratecard/prisma";
import { BATCH_KINDS, type BatchView } from "#server/changes/batch-view";
import { DomainError } from "#server/errors/domain-error";

export type ServerRow = Prisma.LitellmServerGetPayload<object>;

/** The stored key never leaves: only whether there is one. */
export type ServerView = Readonly<{
  id: string;
  name: string;
  kind: ServerKind;
  baseUrl: string;
  hasKey: boolean;
  isActive: boolean;
  health: "unknown" | "ok" | "failed";
  healthCode: string | null;
  healthMessage: string | null;
  lastDiscoveredAt: string | null;
  modelCount: number;
  /** Routes for any name of a form; their names are no part of `modelCount`. */
  wildcardRoutes: readonly WildcardRoute[];
  isSample: boolean;
}>;

export const serverView = (row: ServerRow): ServerView => ({
  id: row.id,
  name: row.name,
  kind: kindOf(row),
  baseUrl: row.baseUrl,
  hasKey: row.apiKey !== null,
  isActive: row.isActive,
  health: row.health === "ok" || row.health === "failed" ? row.health : "unknown",
  healthCode: row.healthCode,
  healthMessage: row.healthMessage,
  lastDiscoveredAt: row.lastDiscoveredAt?.toISOString() ?? null,
  modelCount: row.supportedModels.length,
  wildcardRoutes: wildcardRoutesFromJson(row.wildcardRoutes),
  isSample: row.isSample,
});

/** The database allows only these. */
export const kindOf = ({ kind }: Pick<ServerRow, "kind">): ServerKind =>
  SERVER_KINDS.find((known) => known === kind) ?? "openai-compatible";

export async function findServer(db: Pick<Transaction, "litellmServer">, id: string): Promise<ServerRow> {
  const row = await db.litellmServer.findUnique({ where: { id } });
  if (!row) throw new DomainError("NOT_FOUND", { what: "server", name: id });
  return row;
}

export type CustomNameRow = Prisma.CustomModelGetPayload<{ include: { server: { select: { name: true } } } }>;

export type DiscoveredRow = Prisma.DiscoveredModelGetPayload<object>;

export const BATCH_WITH_REVERTS = {
  revertedBy: { select: { id: true }, orderBy: { createdAt: "desc" } },
} as const satisfies Prisma.ImportBatchInclude;

type BatchRow = Prisma.ImportBatchGetPayload<{ include: typeof BATCH_WITH_REVERTS }>;

export const batchView = (row: BatchRow): BatchView => ({
  id: row.id,
  name: row.name,
  kind: BATCH_KINDS.find((known) => known === row.kind) ?? "discovery",
  createdBy: row.createdBy,
  createdAt: row.createdAt.toISOString(),
  effectiveFrom: row.effectiveFrom?.toISOString() ?? null,
  addedCount: row.addedCount,
  changedCount: row.changedCount,
  skippedCount: row.skippedCount,
  revertsId: row.revertsId,
  revertedByIds: row.revertedBy.map(({ id }) => id),
});

/** What a batch wrote that begins at another time than now. Instants are ISO 8601 with microseconds. */
type Reader = Pick<Transaction, "$queryRawUnsafe">;

/** Names whose price by this batch has not begun yet. */
export async function scheduledModels(db: Reader, batchId: string): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRawUnsafe<{ model_name: string }[]>(
    "SELECT model_name FROM scheduled_by_batch($1::uuid)",
    batchId,
  );
  return new Set(rows.map(({ model_name: model }) => model));
}

/** Names that this batch prices now, and nothing priced before it: what their entry said was still to come. */
export async function pricedFirst(db: Reader, batchId: string): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRawUnsafe<{ model: string }[]>(
    `SELECT model FROM priced_first_by_batch($1::uuid) AS model WHERE model IN (
       SELECT model_name FROM model_price_versions WHERE batch_id = $1::uuid AND superseded_at IS NULL
         AND tstzrange(valid_from, valid_until) @> now()
     )`,
    batchId,
  );
  return new Set(rows.map(({ model }) => model));
}

/**
 * Since when the price holds again that a correction of the past took the place of, by name: its own begin, or that of the correction
 * where that is later. ISO 8601 with microseconds; names that the batch did not correct backwards are left out, and those that were
 * taken back.
 */
export async function correctedStarts(db: Reader, batchId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.$queryRawUnsafe<{ model_name: string; start: string }[]>(
    `SELECT model_name, ${isoInstant("greatest(valid_from, held_from)")} AS start
     FROM corrected_by_batch($1::uuid) AS correction LEFT JOIN LATERAL (
       SELECT max(old.valid_from) AS held_from FROM model_price_versions AS old
       WHERE old.replaced_by = correction.id AND old.valid_from <= correction.recorded_at
         AND (old.valid_until > correction.recorded_at) IS NOT FALSE
     ) AS held ON true
     WHERE EXISTS (
       SELECT FROM model_price_versions AS left_of_it WHERE left_of_it.batch_id = $1::uuid
         AND left_of_it.model_name = correction.model_name AND left_of_it.superseded_at IS NULL
     )`,
    batchId,
  );
  return new Map(rows.map(({ model_name: model, start }) => [model, start]));
}
