/**
 * What became of the items that were not booked: a replay is a duplicate, the same id with other content a conflict, and what is of
 * a month whose requests were dropped is refused.
 * Errors  a conflict is quarantined and shown; the first report stays booked.
 */
import {
  fieldProblem,
  type FieldProblem,
  type ProblemCode,
  type QuarantineReason,
  type UsageEvent,
} from "@ratecard/contract";
import type { PricingSource } from "@ratecard/pricing";
import { isBeforeKept, type Kept } from "#server/ledger/kept-days";
import type { Services } from "#server/services/context";
import type { LedgerRow } from "./ledger-row";
import { redactPayload, type RefusedItem, refusedItem } from "./record-leftovers";

export type Booked = { requestId: string; contentHash: string; costUsd: string | null; pricingSource: PricingSource };

export type Settled = Readonly<{ result: IngestResult; quarantine: RefusedItem | null }>;

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

/** `kept`: from when on requests are kept; null: all are. */
export function settle(row: LedgerRow, booked: Booked | undefined, kept: Kept | null): Settled {
  const { event, contentHash, occurredAt } = row;
  const { requestId } = event;
  if (booked === undefined && isBeforeKept(occurredAt, kept)) {
    const problem = fieldProblem("occurredAt", "time-not-kept", { at: occurredAt, from: kept.from });
    return quarantined(event, "invalid", problem);
  }
  if (booked?.contentHash !== contentHash) {
    return quarantined(event, "conflict", fieldProblem("requestId", "other-content", { requestId }));
  }
  const { costUsd, pricingSource } = booked;
  return { result: { requestId, status: "duplicate", costUsd, pricingSource }, quarantine: null };
}

/** No real request costs a trillion dollars: a count or a price is wrong by orders of magnitude. */
export const refuseCost = ({ event, costUsd }: LedgerRow): Settled =>
  quarantined(event, "cost-too-large", fieldProblem("cost", "cost-too-large", { costUsd: costUsd ?? "" }));

function quarantined(event: UsageEvent, reasonCode: QuarantineReason, problem: FieldProblem): Settled {
  const { requestId } = event;
  const quarantine = refusedItem({ requestId, reasonCode, problem, payload: redactPayload(event) });
  return { result: quarantinedResult(quarantine), quarantine };
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
  /** What is wrong, as programs read it, and the field it is about. */
  code?: ProblemCode;
  field?: string;
  /** Why it was quarantined, or why it has no price: as people read it. */
  reason?: string;
}>;

export const quarantinedResult = ({ requestId, problem: { code, field }, reason }: RefusedItem): IngestResult => ({
  requestId,
  status: "quarantined",
  costUsd: null,
  pricingSource: null,
  code,
  field,
  reason,
});

export type IngestAnswer = Readonly<{
  received: number;
  accepted: number;
  duplicate: number;
  quarantined: number;
  results: readonly IngestResult[];
}>;
