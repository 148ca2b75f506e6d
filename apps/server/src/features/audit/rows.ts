/** The audit log as it is shown. `seq` is a decimal string: it may pass 2^53. */
import type { Prisma } from "@ratecard/prisma";

export type AuditView = Readonly<{
  seq: string;
  at: string;
  actor: string;
  action: string;
  subject: string;
  details: unknown;
  hash: string;
}>;

export const auditView = (row: Prisma.AuditEntryGetPayload<object>): AuditView => ({
  seq: row.seq.toString(),
  at: row.at.toISOString(),
  actor: row.actor,
  action: row.action,
  subject: row.subject,
  details: row.details,
  hash: row.hash,
});
