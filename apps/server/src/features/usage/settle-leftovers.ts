/**
 * What became of the items that were not booked: a replay is a duplicate, the same id with other content a conflict.
 * Errors  a conflict is quarantined and shown; the first report stays booked.
 */
import type { QuarantineReason, UsageEvent } from "@ratecard/contract";
import type { PricingSource } from "@ratecard/pricing";
import type { Services } from "#server/services/context";
import type { LedgerRow } from "./ledger-row";
import { type QuarantineEntry, redactPayload } from "./record-leftovers";

export type Booked = { requestId: string; contentHash: string; costUsd: string | null; pricingSource: PricingSource };

export type Settled = Readonly<{ result: IngestResult; quarantine: QuarantineEntry | null }>;

type Named = Readonly<{ gateway: string; event: Pick<UsageEvent, "requestId"> }>;

/** Ids are unique within a gateway. */
export const idOf = ({ gateway, event }: Named): string => `${gateway}\0${event.requestId}`;

/** What the ledger holds of them, by `idOf`. A new snapshot, so it sees what a concurrent call just booked. */
export async function loadBooked(
  { pool }: Services["db"],
  wanted: readonly Named[],
): Promise<ReadonlyMap<string, Booked>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await pool.query<Booked & { gateway: string }>(
    `SELECT gateway, request_id AS "requestId", content_hash AS "contentHash", trim_scale(cost_usd)::text AS "costUsd",
       pricing_source AS "pricingSource"
     FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS item (gateway, request_id)) AS wanted
       JOIN usage_keys USING (gateway, request_id) JOIN usage_logs USING (gateway, request_id, occurred_at)`,
    [wanted.map(({ gateway }) => gateway), wanted.map(({ event }) => event.requestId)],
  );
  return new Map(rows.map((row) => [idOf({ gateway: row.gateway, event: row }), row]));
}

export function settle({ event, contentHash }: LedgerRow, booked: Booked | undefined): Settled {
  const { requestId } = event;
  if (booked?.contentHash !== contentHash) {
    return quarantined(
      event,
      "conflict",
      "requestId",
      `requestId: "${requestId}" was reported before with other content. ${REMEDY}`,
    );
  }
  const { costUsd, pricingSource } = booked;
  return { result: { requestId, status: "duplicate", costUsd, pricingSource }, quarantine: null };
}

/** No real request costs a trillion dollars: a count or a price is wrong by orders of magnitude. */
export const refuseCost = ({ event, costUsd }: LedgerRow): Settled =>
  quarantined(
    event,
    "cost-too-large",
    "cost",
    `cost: ${costUsd} USD is beyond what one request can cost. Check its token counts and its price.`,
  );

const REMEDY = "The first report stays booked until the later one is taken in its place.";

function quarantined(event: UsageEvent, reasonCode: QuarantineReason, field: string, reason: string): Settled {
  const { requestId } = event;
  return {
    result: { requestId, status: "quarantined", costUsd: null, pricingSource: null, reason },
    quarantine: { requestId, reasonCode, field, reason, payload: redactPayload(event) },
  };
}

/** What the intake says about one item. Units: USD as decimal text; null: not priced, which is not 0. */
export type IngestStatus = "accepted" | "duplicate" | "quarantined";

export type IngestResult = Readonly<{
  /** null: the item had none that could be read. */
  requestId: string | null;
  status: IngestStatus;
  costUsd: string | null;
  /** null: quarantined, so nothing was priced. */
  pricingSource: PricingSource | null;
  /** Why it was quarantined, or why it has no price. */
  reason?: string;
}>;

export type IngestAnswer = Readonly<{
  received: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  results: readonly IngestResult[];
}>;
