/** Names in the queue that somebody leaves as they are. Time: ISO 8601 UTC. */
import { isoInstant, type Transaction } from "@ratecard/prisma";
import type { Pool, PoolClient } from "pg";
import type { GroupKey } from "./group-rows";

export type IgnoredGuess = GroupKey & Readonly<{ reason: string; ignoredAt: string; ignoredBy: string }>;

/** Latest first. */
export async function findIgnored(client: Pool | PoolClient): Promise<readonly IgnoredGuess[]> {
  const { rows } = await client.query<IgnoredGuess>(
    `SELECT model, nullif(provider, '') AS provider, reason, ${isoInstant("ignored_at", "MS")} AS "ignoredAt",
       ignored_by AS "ignoredBy"
     FROM ignored_guesses ORDER BY ignored_at DESC, model, provider`,
  );
  return rows;
}

const given = (groups: readonly GroupKey[]): string =>
  JSON.stringify(groups.map(({ model, provider }) => ({ model, provider: provider ?? "" })));

export async function saveIgnored(
  tx: Transaction,
  groups: readonly GroupKey[],
  { reason, at, by }: Readonly<{ reason: string; at: Date; by: string }>,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO ignored_guesses (model, provider, reason, ignored_at, ignored_by)
    SELECT DISTINCT model, provider, ${reason}::text, ${at}::timestamptz, ${by}::text
    FROM jsonb_to_recordset(${given(groups)}::jsonb) AS given (model text, provider text)
    ON CONFLICT (model, provider) DO UPDATE
      SET reason = excluded.reason, ignored_at = excluded.ignored_at, ignored_by = excluded.ignored_by`;
}

/** How many there were. */
export const removeIgnored = (tx: Transaction, groups: readonly GroupKey[]): Promise<number> => tx.$executeRaw`
  DELETE FROM ignored_guesses AS ignored
  USING jsonb_to_recordset(${given(groups)}::jsonb) AS given (model text, provider text)
  WHERE ignored.model = given.model AND ignored.provider = given.provider`;
