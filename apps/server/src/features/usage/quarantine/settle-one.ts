/** One waiting event, as a person decides. Errors: NOT_FOUND for an event that is settled already; INVALID_INPUT says why it cannot be taken. */
import type { SettleQuarantined } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { findQuarantinedById, type Settled } from "./rows";
import { settleQuarantined } from "./settle-quarantined";

export async function settleOneQuarantined(ctx: ActingContext, { id, decision }: SettleQuarantined): Promise<Settled> {
  const item = await findQuarantinedById(ctx.db.pool, id);
  const gone = new DomainError("NOT_FOUND", { what: "event in quarantine", name: id });
  if (!item) throw gone;
  const event = decision.action === "take" ? (decision.event ?? item.payload) : item.payload;
  const [settled] = await settleQuarantined(ctx, [{ item, event }], decision);
  if (!settled || settled.outcome === "gone") throw gone;
  if (settled.outcome === "waits") {
    const [field = "event", ...problem] = (settled.sentence ?? "").split(": ");
    throw new DomainError("INVALID_INPUT", { issues: [{ field, problem: problem.join(": ") }] });
  }
  return settled;
}
