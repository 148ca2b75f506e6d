/** The audit log: pages of it, newest first, and whether its chain of hashes still holds. */
import type { ListAudit } from "@ratecard/contract";
import type { ActingContext, Services } from "#server/services/context";
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

type AuditProblem = "changed" | "missing" | "cut-off";
type AuditCheck = Readonly<
  | { isIntact: true; entries: number; headHash: string; checkedAt: string }
  | { isIntact: false; entries: number; problem: AuditProblem; seq: string; sentence: string; checkedAt: string }
>;

type ChainRow = Readonly<{
  entries: string;
  head_seq: string;
  head_hash: string;
  last_seq: string;
  last_hash: string;
  broken_seq: string | null;
  is_gap: boolean | null;
}>;

/** One statement, hence one snapshot: a write meanwhile is no break. */
const CHECK = `
  WITH chain AS (
    SELECT seq, hash, previous_hash,
      audit_hash(seq, at, actor, action, subject, details, previous_hash) AS computed,
      lag(seq, 1, 0::bigint) OVER (ORDER BY seq) AS before_seq,
      lag(hash, 1, repeat('0', 64)) OVER (ORDER BY seq) AS before_hash
    FROM audit_log
  ), broken AS (
    SELECT seq, seq <> before_seq + 1 AS is_gap FROM chain
    WHERE seq <> before_seq + 1 OR hash <> computed OR previous_hash <> before_hash
    ORDER BY seq LIMIT 1
  )
  SELECT (SELECT count(*) FROM audit_log) AS entries, head.seq AS head_seq, head.hash AS head_hash,
    COALESCE((SELECT seq FROM audit_log ORDER BY seq DESC LIMIT 1), 0) AS last_seq,
    COALESCE((SELECT hash FROM audit_log ORDER BY seq DESC LIMIT 1), repeat('0', 64)) AS last_hash,
    (SELECT seq FROM broken) AS broken_seq, (SELECT is_gap FROM broken) AS is_gap
  FROM audit_head head`;

/**
 * Recomputes the whole chain in the database and says whether it holds.
 * Errors  none: the first broken link is an answer, with its sequence number and what is wrong with it.
 * Source  audit_hash() hashes every row with its predecessor's hash; audit_head remembers the last one, so a cut tail shows.
 */
export async function verifyAudit({ db, clock }: Pick<Services, "db" | "clock">): Promise<AuditCheck> {
  const { rows } = await db.pool.query<ChainRow>(CHECK);
  const checkedAt = clock().toISOString();
  const row = rows[0];
  if (!row) return broken("cut-off", "0", 0, checkedAt);
  const entries = Number(row.entries);
  if (row.broken_seq !== null) return broken(row.is_gap ? "missing" : "changed", row.broken_seq, entries, checkedAt);
  if (row.head_seq !== row.last_seq || row.head_hash !== row.last_hash) {
    return broken("cut-off", row.head_seq, entries, checkedAt);
  }
  return { isIntact: true, entries, headHash: row.head_hash, checkedAt };
}

const SENTENCES = {
  changed: (seq: string) => `Entry ${seq} was changed after it was written, or put there by hand.`,
  missing: (seq: string) => `Entries before ${seq} are missing.`,
  "cut-off": (seq: string) => `The end of the log was cut off: its last entry should be ${seq}.`,
} satisfies Record<AuditProblem, (seq: string) => string>;

const broken = (problem: AuditProblem, seq: string, entries: number, checkedAt: string): AuditCheck => ({
  isIntact: false,
  entries,
  problem,
  seq,
  sentence: SENTENCES[problem](seq),
  checkedAt,
});
