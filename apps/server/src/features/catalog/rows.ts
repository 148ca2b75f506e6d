/** Snapshots of the catalogue and the record of attempts to refresh it. Time: windows follow each other without gap or overlap. */
import type { Database, Transaction } from "@ratecard/prisma";
import { type CatalogOrigin, compressBody } from "#server/pricing/snapshot-body";

export type NewSnapshot = Readonly<{
  origin: CatalogOrigin;
  source: string;
  sha256: string;
  etag: string | null;
  entryCount: number;
  text: string;
  fetchedAt: Date;
}>;

/** Ends the window of the one in force and begins that of the new one; answers its id. */
export async function addSnapshot(tx: Transaction, snapshot: NewSnapshot): Promise<string> {
  const { text, fetchedAt, ...rest } = snapshot;
  const latest = await tx.catalogSnapshot.findFirst({ orderBy: { inForceFrom: "desc" } });
  const from = new Date(Math.max(fetchedAt.getTime(), (latest?.inForceFrom.getTime() ?? 0) + 1));
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
