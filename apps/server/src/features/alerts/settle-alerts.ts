/** What people do about alerts: they have seen to them, or do not want to hear of them for a while. */
import type { AcknowledgeAlerts, SnoozeAlert } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { acknowledgeRows, snoozeRow } from "./alert-rows";
import { type AlertParts, notificationKey } from "./check-rules";

/** Those that somebody else was quicker with are left as they are. Answers how many were acknowledged. */
export async function acknowledgeAlerts(ctx: ActingContext, { ids }: AcknowledgeAlerts, parts: AlertParts) {
  const at = ctx.clock();
  const details = (dealt: readonly Readonly<{ title: string }>[]) => ({ alerts: dealt.map(({ title }) => title) });
  const dealt = await write(ctx, { action: "alert.acknowledge", subject: "alerts", details }, async (tx) => {
    const rows = await acknowledgeRows(tx, ids, ctx.actor.label, at);
    await parts.settle(
      tx,
      rows.map(({ id }) => notificationKey(id)),
      at,
    );
    return rows;
  });
  return { count: dealt.length };
}

/** Errors: NOT_FOUND. */
export async function snoozeAlert(ctx: ActingContext, { id, until }: SnoozeAlert, parts: AlertParts): Promise<void> {
  const details = ({ title }: Readonly<{ title: string }>) => ({ title, until });
  await write(ctx, { action: "alert.snooze", subject: id, details }, async (tx) => {
    const at = ctx.clock();
    const alert = await snoozeRow(tx, id, until === null ? null : new Date(until), ctx.actor.label, at);
    if (!alert) throw new DomainError("NOT_FOUND", { what: "alert", name: id });
    if (until !== null) await parts.settle(tx, [notificationKey(id)], at);
    return alert;
  });
}
