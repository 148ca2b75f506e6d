/**
 * Books calls that were found in spans, each once, however many spans and bodies tell of it.
 * A later span of a booked call is a duplicate; one with finer counts takes its place, as a person's decision would.
 * Errors  UNAVAILABLE when the prices kept moving: what was not booked comes again with the same body.
 */
import type { ActingContext } from "#server/services/context";
import type { CheckedItem } from "../check-event";
import { recordLeftovers } from "../record-leftovers";
import { takeUsage } from "../take-usage";
import { type BookedCall, loadBookedCalls } from "./booked-calls";
import { loadBookedTwins } from "./booked-twins";
import type { CheckedCall } from "./call";
import { decideCall } from "./decide-call";
import { settleLaterSpans } from "./settle-later-spans";

export type CheckedSpans = Readonly<{ item: CheckedItem; call: Omit<CheckedCall, "event"> }>;

/** Of what could not be taken: how many, and why. */
export type Rejected = Readonly<{ count: number; reasons: readonly string[] }>;

const MOST_AT_ONCE = 1000;

export async function takeCalls(ctx: ActingContext, checked: readonly CheckedSpans[]): Promise<Rejected> {
  const reasons: string[] = [];
  for (let start = 0; start < checked.length; start += MOST_AT_ONCE) {
    reasons.push(...(await takeSome(ctx, checked.slice(start, start + MOST_AT_ONCE))));
  }
  return { count: reasons.length, reasons: [...new Set(reasons)] };
}

/** Answers a reason for each that was quarantined. */
async function takeSome(ctx: ActingContext, checked: readonly CheckedSpans[]): Promise<readonly string[]> {
  const gateway = ctx.actor.name;
  const calls = checked.flatMap(({ item, call }) => (item.ok ? { ...call, event: item.event } : []));
  const booked = await loadBookedCalls(ctx.db, gateway, calls);
  const twins = await loadBookedTwins(ctx.db, gateway, calls);
  const toTake: CheckedCall[] = [];
  let known = 0;
  for (const call of calls) {
    const { kind, event } = decideCall(call, booked, twins);
    if (kind === "known") known += 1;
    else toTake.push({ ...call, event });
    if (kind === "new") booked.add(asBooked({ ...call, event }));
  }
  const refused = checked.flatMap(({ item }) => (item.ok ? [] : item));
  const items: readonly CheckedItem[] = [...refused, ...toTake.map(({ event }) => ({ ok: true, event }) as const)];
  const { results } = await takeUsage(ctx, gateway, items);
  await recordLeftovers(ctx.db, [{ gateway, duplicates: known, entries: [] }]);
  const left = results.flatMap((result, index) => (result.status === "quarantined" ? { result, index } : []));
  const settled = await settleLaterSpans(
    ctx,
    left.flatMap(({ index }) => toTake[index - refused.length] ?? []),
  );
  return left.flatMap(({ result: { requestId, reason } }) => (settled.has(requestId) ? [] : (reason ?? "")));
}

/** For the same id later in the body. Spans inside one another were told apart already. */
const asBooked = ({ event, facts }: CheckedCall): BookedCall => ({
  ...facts,
  requestId: event.requestId,
  upstreamId: event.upstreamId ?? null,
  model: "",
  detail: Number.MAX_SAFE_INTEGER,
});
