/**
 * A person decides over a run: that what was looked at is done, or that what runs is stopped. What is done by then stays.
 * Errors  NOT_FOUND; INVALID_INPUT when the run is not in that state, prices or the zone of days changed since it was looked at,
 *         or its requests are no longer kept.
 */
import type { ConfirmRecost, RecostRunId } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { refusedField } from "#server/errors/domain-error";
import { isBeforeKept, type Kept, notKept, SELECT_KEPT } from "#server/ledger/kept-days";
import { isDay } from "#server/ledger/ledger-days";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { requireRun } from "./preview-recost";
import { OF_RUN_BEFORE, type RecostRun } from "./rows";
import { startRun } from "./run-recost";

export async function confirmRecost(ctx: ActingContext, { id, reason }: ConfirmRecost): Promise<RecostRun> {
  const run = await requireRun(ctx, id);
  const { state, preview, scope, reverses } = run;
  if (state !== "previewed" || !preview) throw refusedField("id", "run-not-previewed", { state });
  if (preview.changed === 0) throw refusedField("id", "run-changes-nothing");
  const { version } = await ctx.prices.refresh();
  if (reverses === null && version.toString() !== run.priceVersion) throw refusedField("id", "run-prices-moved");
  const { looked, changed, oldUsd, newUsd } = preview;
  const details = () => ({ scope, reverses, looked, changed, oldUsd, newUsd });
  await write(ctx, { action: "recost.confirm", subject: id, reason, details }, async (tx) => {
    await requireStillKept(tx, run);
    await requireSameDays(tx, run);
    const confirmed = await tx.$executeRaw`UPDATE recost_runs SET state = 'running', reason = ${reason},
      confirmed_by = ${ctx.actor.label}, confirmed_at = now() WHERE id = ${id}::uuid AND state = 'previewed'`;
    if (confirmed === 0) throw refusedField("id", "run-not-previewed", { state: "running" });
  });
  await startRun(ctx, run, ctx.actor);
  return requireRun(ctx, id);
}

/** What was looked at is still there, and stays until the run has ended: months are not dropped meanwhile. */
async function requireStillKept(tx: Transaction, { scope, reverses }: RecostRun): Promise<void> {
  const [kept] = await tx.$queryRawUnsafe<Kept[]>(`${SELECT_KEPT} FOR SHARE`);
  if (!kept) return;
  if (reverses === null && isBeforeKept(scope.from, kept)) throw notKept(kept);
  const dropped = reverses === null ? [] : await tx.$queryRawUnsafe<unknown[]>(OF_RUN_BEFORE, reverses, kept.from);
  if (dropped.length > 0) throw refusedField("id", "run-not-kept", { from: kept.day });
}

/** Days of the scope are days of the zone that it was looked at in. Another zone waits until the run has ended. */
async function requireSameDays(tx: Transaction, { scope, reverses, preview }: RecostRun): Promise<void> {
  const [ledger] = await tx.$queryRaw<{ zone: string }[]>`SELECT zone FROM usage_months FOR SHARE`;
  const isOfDays = reverses === null && [scope.from, scope.to].some((bound) => bound !== undefined && isDay(bound));
  if (isOfDays && preview?.zone !== undefined && preview.zone !== ledger?.zone)
    throw refusedField("id", "run-days-moved", { zone: ledger?.zone ?? "" });
}

export async function stopRecost(ctx: ActingContext, { id }: RecostRunId): Promise<RecostRun> {
  const { state } = await requireRun(ctx, id);
  if (state !== "running") throw refusedField("id", "run-not-running", { state });
  const stoppedBecause = `${ctx.actor.label} stopped it. What was done by then stays.`;
  await write(ctx, { action: "recost.stop", subject: id }, async (tx) => {
    await tx.$executeRaw`UPDATE recost_runs SET state = 'stopped', stopped_because = ${stoppedBecause}, finished_at = now()
      WHERE id = ${id}::uuid AND state = 'running'`;
  });
  return requireRun(ctx, id);
}
