/**
 * Decides on calls that were quarantined because their id is booked with other content: a finer one takes its place, one that
 * came at the same moment as another span of its call is discarded. What is another call goes on waiting for a person.
 */
import type { ActingContext } from "#server/services/context";
import { findWaitingConflicts } from "../quarantine/rows";
import { settleQuarantined, type ToSettle } from "../quarantine/settle-quarantined";
import { type BookedCalls, loadBookedCalls } from "./booked-calls";
import type { CheckedCall } from "./call";
import { decideCall } from "./decide-call";

const WHY = {
  finer: "Another span of the same call tells its tokens apart more finely.",
  known: "Another span of the same call was booked at the same moment.",
} as const;

/** Answers the request ids that are settled. */
export async function settleLaterSpans(
  ctx: ActingContext,
  calls: readonly CheckedCall[],
): Promise<ReadonlySet<string | null>> {
  if (calls.length === 0) return new Set();
  const gateway = ctx.actor.name;
  const ids = calls.map(({ event }) => event.requestId);
  const booked = await loadBookedCalls(ctx.db, gateway, calls);
  const waiting = await findWaitingConflicts(ctx.db.pool, gateway, ids);
  const settled = new Set<string | null>();
  for (const kind of ["finer", "known"] as const) {
    const decided = new Set(calls.filter((call) => isDecided(call, booked, kind)).map(({ event }) => event.requestId));
    const items = waiting
      .filter(({ requestId }) => requestId !== null && decided.has(requestId))
      .map((item): ToSettle => ({ item, event: item.payload }));
    if (items.length === 0) continue;
    const action = kind === "finer" ? "take-later" : "discard";
    for (const { id, outcome } of await settleQuarantined(ctx, items, { action, reason: WHY[kind] })) {
      if (outcome !== "waits") settled.add(items.find(({ item }) => item.id === id)?.item.requestId ?? null);
    }
  }
  return settled;
}

const isDecided = (call: CheckedCall, booked: BookedCalls, kind: string): boolean => {
  const decision = decideCall(call, booked);
  return decision.kind === kind && decision.event.requestId === call.event.requestId;
};
