/**
 * Decides what becomes of waiting events: taken (as they are, or mended), taken in place of what is booked, or discarded.
 * One transaction and one audit row for all that are given; what cannot be taken goes on waiting, with its sentence.
 * Errors  UNAVAILABLE when the prices kept moving: nothing was written.
 */
import type { FieldProblem, QuarantineDecision, SettleQuarantined, UsageEvent } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import { isBeforeKept, type Kept, SELECT_KEPT } from "#server/ledger/kept-days";
import { dayOf } from "#server/ledger/ledger-days";
import { isNothing } from "#server/ledger/rollups";
import type { PricesNow } from "#server/pricing/live-prices";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { isBookable } from "../book-batches";
import { checkEvent } from "../check-event";
import { ensureMonths } from "../ensure-months";
import { encodeRows } from "../ledger-columns";
import { type LedgerRow, ledgerRow, loadServers } from "../ledger-row";
import { type Booking, bookingOf } from "../ledger-statement";
import { unbooked } from "../remove-gateway-usage";
import { type Booked, refuseCost, settle } from "../settle-leftovers";
import { findQuarantinedById, lockWaiting, type QuarantinedItem, resolveItem, type Settled } from "./rows";

export type ToSettle = Readonly<{ item: QuarantinedItem; event: unknown }>;

const MOST_ATTEMPTS = 5;

export async function settleQuarantined(
  ctx: ActingContext,
  items: readonly ToSettle[],
  decision: Pick<QuarantineDecision, "action" | "reason">,
): Promise<readonly Settled[]> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const prices = ctx.prices.now();
    const candidates = decision.action === "discard" ? items.map(asIs) : await priced(ctx, items, prices);
    try {
      return await save(ctx, candidates, decision, prices);
    } catch (error) {
      if (!(error instanceof StalePrices)) throw error;
      await ctx.prices.refresh();
    }
  }
  throw new DomainError("UNAVAILABLE", { retryAfterSeconds: 1 });
}

type Candidate = Readonly<{ item: QuarantinedItem; row: LedgerRow | null; problem: FieldProblem | null }>;

const asIs = ({ item }: ToSettle): Candidate => ({ item, row: null, problem: null });

/** Priced as of their own time; an event without one is of the time it came. */
async function priced(
  ctx: ActingContext,
  items: readonly ToSettle[],
  prices: PricesNow,
): Promise<readonly Candidate[]> {
  const checked = items.map(({ item, event }) => ({ item, check: checkEvent(event, ctx.clock().getTime()) }));
  const events = checked.flatMap(({ check }): UsageEvent[] => (check.ok ? [check.event] : []));
  const servers = await loadServers(ctx.db, events);
  const candidates = checked.map(({ item, check }): Candidate => {
    if (!check.ok) return { item, row: null, problem: check.refusal.problem };
    const row = ledgerRow(check.event, { gateway: item.gateway, now: Date.parse(item.receivedAt), prices, servers });
    return isBookable(row)
      ? { item, row, problem: null }
      : { item, row: null, problem: refuseCost(row).quarantine?.problem ?? null };
  });
  await ensureMonths(
    ctx.db,
    candidates.flatMap(({ row }) => row ?? []),
  );
  return candidates;
}

async function save(
  ctx: ActingContext,
  candidates: readonly Candidate[],
  { action, reason }: Pick<QuarantineDecision, "action" | "reason">,
  prices: PricesNow,
): Promise<readonly Settled[]> {
  const replaced: unknown[] = [];
  const details = (settled: readonly Settled[]) => ({
    reason: reason ?? null,
    events: settled.map(({ id, outcome, costUsd }, at) => ({
      id,
      outcome,
      costUsd,
      event: candidates[at]?.row?.event,
    })),
    replaced,
  });
  const subject = candidates.length === 1 ? (candidates[0]?.item.requestId ?? "event") : `${candidates.length} events`;
  return write(ctx, { action: `quarantine.${action}`, subject, reason, details }, async (tx) => {
    const waiting = await lockWaiting(
      tx,
      candidates.map(({ item }) => item.id),
    );
    const settled: Settled[] = [];
    for (const candidate of candidates) {
      const { item } = candidate;
      const answer = waiting.has(item.id)
        ? await settleOne(tx, candidate, action, prices.version, replaced)
        : { outcome: "gone" as const, costUsd: null, problem: null };
      if (answer.outcome !== "waits" && answer.outcome !== "gone") {
        await resolveItem(tx, item, { resolution: answer.outcome, by: ctx.actor.label, why: reason ?? null });
      }
      settled.push({ id: item.id, ...answer });
    }
    return settled;
  });
}

async function settleOne(
  tx: Transaction,
  { row, problem }: Candidate,
  action: QuarantineDecision["action"],
  version: bigint,
  replaced: unknown[],
): Promise<Omit<Settled, "id">> {
  if (action === "discard") return { outcome: "discarded", costUsd: null, problem: null };
  if (!row) return { outcome: "waits", costUsd: null, problem };
  if (action === "take") return bookOne(tx, row, version);
  const { old, ...answer } = await bookInstead(tx, row, version);
  if (old !== null) replaced.push(old);
  return answer;
}

/** One waiting event, as a person decides. Errors: NOT_FOUND for an event that is settled already; INVALID_INPUT says why it cannot be taken. */
export async function settleOneQuarantined(ctx: ActingContext, { id, decision }: SettleQuarantined): Promise<Settled> {
  const item = await findQuarantinedById(ctx.db.pool, id);
  const gone = new DomainError("NOT_FOUND", { what: "event in quarantine", name: id });
  if (!item) throw gone;
  const event = decision.action === "take" ? (decision.event ?? item.payload) : item.payload;
  const [settled] = await settleQuarantined(ctx, [{ item, event }], decision);
  if (!settled || settled.outcome === "gone") throw gone;
  if (settled.problem) throw new DomainError("INVALID_INPUT", { issues: [settled.problem] });
  return settled;
}

/**
 * Books an event that waited, in the transaction that settles it.
 * Errors  StalePrices: the prices moved on since it was priced; nothing of the transaction may stay.
 */
class StalePrices extends Error {
  override readonly name = "StalePrices";
}

type Answer = Omit<Settled, "id">;

/** A known id is a duplicate when its content is the same, else it goes on waiting. */
async function bookOne(tx: Transaction, row: LedgerRow, version: bigint): Promise<Answer> {
  const { text, values } = bookingOf(version, true, encodeRows([row]));
  const [answer] = await tx.$queryRawUnsafe<Booking[]>(text, ...values);
  if (!answer || BigInt(answer.version) !== version) throw new StalePrices();
  if (answer.booked > 0) return { outcome: "taken", costUsd: row.costUsd, problem: null };
  const { result, quarantine } = settle(row, await findBooked(tx, row), await findKept(tx));
  return result.status === "duplicate"
    ? { outcome: "duplicate", costUsd: result.costUsd, problem: null }
    : { outcome: "waits", costUsd: null, problem: quarantine?.problem ?? null };
}

/** `old`: the row that gave way, as it stood; null: there was none, or what waits is of a time whose requests are no longer kept. */
async function bookInstead(
  tx: Transaction,
  row: LedgerRow,
  version: bigint,
): Promise<Answer & Readonly<{ old: unknown }>> {
  const kept = await lockKept(tx);
  if (isBeforeKept(row.occurredAt, kept)) {
    const problem = settle(row, undefined, kept).quarantine?.problem ?? null;
    return { outcome: "waits", costUsd: null, problem, old: null };
  }
  const removed = await tx.$queryRawUnsafe<{ model: string; day: string; old: unknown }[]>(
    REMOVE_ONE,
    row.event.requestId,
    row.gateway,
  );
  const answer = await bookOne(tx, row, version);
  for (const { model, day } of removed) {
    await tx.$executeRawUnsafe(
      `DELETE FROM usage_sums WHERE ${isNothing()} AND day IN ($1::date, date_trunc('month', $1::date))`,
      day,
    );
    await tx.$executeRaw`DELETE FROM usage_units_by_model_day WHERE requests = 0 AND quantity = 0 AND model = ${model}`;
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
SELECT model, ${dayOf("occurred_at")}::text AS day, to_jsonb(logged) AS old FROM logged`;

/** It stays so until the transaction ends. */
async function lockKept(tx: Transaction): Promise<Kept | null> {
  await tx.$queryRaw`SELECT FROM usage_months FOR SHARE`;
  return findKept(tx);
}

const findKept = async (tx: Transaction): Promise<Kept | null> =>
  (await tx.$queryRawUnsafe<Kept[]>(SELECT_KEPT))[0] ?? null;

async function findBooked(tx: Transaction, { gateway, event }: LedgerRow): Promise<Booked | undefined> {
  const rows = await tx.$queryRaw<Booked[]>`
    SELECT request_id AS "requestId", content_hash AS "contentHash", trim_scale(cost_usd)::text AS "costUsd",
      pricing_source AS "pricingSource"
    FROM usage_keys JOIN usage_logs USING (request_id, gateway, occurred_at)
    WHERE gateway = ${gateway} AND request_id = ${event.requestId}`;
  return rows[0];
}
