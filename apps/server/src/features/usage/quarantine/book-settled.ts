/**
 * Books an event that waited, in the transaction that settles it.
 * Errors  StalePrices: the prices moved on since it was priced; nothing of the transaction may stay.
 */
import type { Transaction } from "@ratecard/prisma";
import type { LedgerRow } from "../ledger-row";
import { BOOK_JSON_STATEMENT, rowsAsJson } from "../ledger-statement";
import { unbooked } from "../remove-gateway-usage";
import { type Booked, settle } from "../settle-leftovers";
import type { Settled } from "./rows";

export class StalePrices extends Error {
  override readonly name = "StalePrices";
}

type Answer = Omit<Settled, "id">;

/** A known id is a duplicate when its content is the same, else it goes on waiting. */
export async function bookOne(tx: Transaction, gateway: string, row: LedgerRow, version: bigint): Promise<Answer> {
  const rows = await tx.$queryRawUnsafe<{ version: bigint; fresh: string[] }[]>(
    BOOK_JSON_STATEMENT,
    version.toString(),
    gateway,
    rowsAsJson([row]),
  );
  const [answer] = rows;
  if (!answer || BigInt(answer.version) !== version) throw new StalePrices();
  if (answer.fresh.length > 0) return { outcome: "taken", costUsd: row.costUsd, sentence: null };
  const { result } = settle(row, await findBooked(tx, gateway, row.event.requestId));
  return result.status === "duplicate"
    ? { outcome: "duplicate", costUsd: result.costUsd, sentence: null }
    : { outcome: "waits", costUsd: null, sentence: result.reason ?? null };
}

/** `old`: the row that gave way, as it stood; null: there was none. */
export async function bookInstead(
  tx: Transaction,
  gateway: string,
  row: LedgerRow,
  version: bigint,
): Promise<Answer & Readonly<{ old: unknown }>> {
  const { requestId } = row.event;
  const removed = await tx.$queryRawUnsafe<{ model: string; old: unknown }[]>(REMOVE_ONE, requestId, gateway);
  const answer = await bookOne(tx, gateway, row, version);
  for (const { model } of removed) {
    await tx.$executeRaw`DELETE FROM usage_by_model_day WHERE requests = 0 AND model = ${model}`;
    await tx.$executeRaw`DELETE FROM usage_units_by_model_day WHERE requests = 0 AND model = ${model}`;
  }
  const outcome = answer.outcome === "taken" ? "taken-later" : answer.outcome;
  return { ...answer, outcome, old: removed[0]?.old ?? null };
}

/** The first report is no longer one that was accepted. */
const REMOVE_ONE = `
WITH ${unbooked("request_id = $1 AND gateway = $2")}, counted AS (
  UPDATE intake_counts AS counts SET accepted = counts.accepted - 1, quarantined = counts.quarantined + 1
  FROM logged WHERE counts.gateway = logged.gateway AND counts.day = (logged.received_at AT TIME ZONE 'UTC')::date
)
SELECT model, to_jsonb(logged) AS old FROM logged`;

async function findBooked(tx: Transaction, gateway: string, requestId: string): Promise<Booked | undefined> {
  const rows = await tx.$queryRaw<Booked[]>`
    SELECT request_id AS "requestId", content_hash AS "contentHash", trim_scale(cost_usd)::text AS "costUsd",
      pricing_source AS "pricingSource"
    FROM usage_keys JOIN usage_logs USING (request_id, gateway, occurred_at)
    WHERE gateway = ${gateway} AND request_id = ${requestId}`;
  return rows[0];
}
