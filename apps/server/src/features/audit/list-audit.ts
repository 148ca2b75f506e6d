/** The audit log, newest first, by keyset. */
import type { ListAudit } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { type AuditView, auditView } from "./rows";

export type AuditPage = Readonly<{ entries: readonly AuditView[]; nextCursor: string | null }>;

export async function listAudit({ db }: ActingContext, { cursor, limit, search }: ListAudit): Promise<AuditPage> {
  // Prisma leaves LIKE's wildcards as they are; here they are letters.
  const text = search?.replaceAll(/[\\%_]/g, "\\$&");
  const contains = text ? { contains: text, mode: "insensitive" as const } : null;
  const rows = await db.prisma.auditEntry.findMany({
    where: {
      ...(typeof cursor === "string" ? { seq: { lt: BigInt(cursor) } } : {}),
      ...(contains ? { OR: [{ actor: contains }, { action: contains }, { subject: contains }] } : {}),
    },
    orderBy: { seq: "desc" },
    take: limit + 1,
  });
  const entries = rows.slice(0, limit).map(auditView);
  return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}
