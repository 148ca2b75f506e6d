/** Snapshots of the catalogue and the record of attempts to refresh it. Time: windows follow each other without gap or overlap. */
import type { CatalogIndex } from "@ratecard/catalog";
import { ReviewPolicy } from "@ratecard/contract";
import { type CatalogView, resolve } from "@ratecard/pricing";
import type { Database, Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";
import { viewOf } from "#server/impact/impact-of-catalog";
import { dayOf } from "#server/ledger/ledger-days";
import type { PricesNow } from "#server/pricing/live-prices";
import { type BodyForm, type CatalogOrigin, compressBody } from "#server/pricing/catalog-body";

export type NewSnapshot = Readonly<{
  origin: CatalogOrigin;
  source: string;
  sha256: string;
  etag: string | null;
  entryCount: number;
  text: string;
  bodyForm?: BodyForm;
  fetchedAt: Date;
  /** Missing: since it was fetched. */
  inForceFrom?: Date;
}>;

/** Ends the window of the one in force and begins that of the new one; answers its id. */
export async function addSnapshot(tx: Transaction, snapshot: NewSnapshot): Promise<string> {
  const { text, fetchedAt, inForceFrom = fetchedAt, ...rest } = snapshot;
  const latest = await tx.catalogSnapshot.findFirst({ orderBy: { inForceFrom: "desc" } });
  const from = new Date(Math.max(inForceFrom.getTime(), (latest?.inForceFrom.getTime() ?? 0) + 1));
  if (latest) await tx.catalogSnapshot.update({ where: { id: latest.id }, data: { inForceUntil: from } });
  const bodyGzip = Uint8Array.from(compressBody(text));
  const added = await tx.catalogSnapshot.create({ data: { ...rest, bodyGzip, fetchedAt, inForceFrom: from } });
  return added.id.toString();
}

export type CatalogAttempt = Readonly<{
  lastAttemptAt: Date | null;
  lastSuccessAt: Date | null;
  lastError: string | null;
}>;

export async function findAttempt({ prisma }: Database): Promise<CatalogAttempt> {
  const found = await prisma.catalogState.findFirst();
  return {
    lastAttemptAt: found?.lastAttemptAt ?? null,
    lastSuccessAt: found?.lastSuccessAt ?? null,
    lastError: found?.lastError ?? null,
  };
}

export async function recordAttempt(
  { prisma }: Pick<Database, "prisma">,
  at: Date,
  error: string | null,
): Promise<void> {
  const success = error === null ? { lastSuccessAt: at } : {};
  await prisma.catalogState.updateMany({ data: { lastAttemptAt: at, lastError: error, ...success } });
}

const POLICY_KEY = "catalog-review";
const AUTOMATIC: ReviewPolicy = { holdUsed: false };

/** What waits for somebody beside what is doubtful; unset or unreadable: nothing. */
export async function findPolicy({ prisma }: Pick<Database, "prisma">): Promise<ReviewPolicy> {
  const read = ReviewPolicy.safeParse((await prisma.setting.findUnique({ where: { key: POLICY_KEY } }))?.value);
  return read.success ? read.data : AUTOMATIC;
}

export async function savePolicy(tx: Transaction, value: ReviewPolicy, updatedBy: string, at: Date): Promise<void> {
  const row = { value, updatedBy, updatedAt: at };
  await tx.setting.upsert({ where: { key: POLICY_KEY }, create: { key: POLICY_KEY, ...row }, update: row });
}

const TRAFFIC = `SELECT model, provider, sum(requests)::text AS requests FROM usage_by_model_day
  WHERE day > ${dayOf("$1::timestamptz")} - 30 GROUP BY model, provider`;

/** Requests of the last 30 days by the catalogue key that prices them, now or with the fetched catalogue. Time: days of the ledger. */
export async function requestsByKey(
  pool: Pool,
  { book, catalog }: Pick<PricesNow, "book" | "catalog">,
  fetched: CatalogIndex | undefined,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await pool.query<{ model: string; provider: string; requests: string }>(TRAFFIC, [now]);
  const views = [catalog, ...(fetched ? [viewOf(fetched)] : [])];
  const sums = new Map<string, number>();
  for (const { model, provider, requests } of rows) {
    const keyIn = (view: CatalogView) => {
      const found = resolve(book, view, { model, provider: provider || undefined, at: now.getTime() });
      return "hit" in found ? [found.hit.key] : [];
    };
    for (const key of new Set(views.flatMap(keyIn))) sums.set(key, (sums.get(key) ?? 0) + Number(requests));
  }
  return sums;
}
