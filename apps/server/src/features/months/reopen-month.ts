/**
 * Opens the newest closed month again, with a reason. Its statement stays, marked; corrections stay where they were posted.
 * Errors  MONTH_REOPENED for a month that was closed and is open again; NOT_FOUND for one that was never closed; MONTH_OUT_OF_ORDER for
 *         any but the newest; REQUESTS_NOT_KEPT where nothing of it could be changed any more.
 */
import { addDays, type ReopenMonth } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { isBeforeKept, type Kept, SELECT_KEPT } from "#server/ledger/kept-days";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findStatements, lockBooks, markReopened, queryIn, saveClosedBefore, type StatementRow } from "./rows";

export async function reopenMonth(ctx: ActingContext, { month, reason }: ReopenMonth): Promise<{ seq: number }> {
  const now = ctx.clock();
  const details = ({ seq }: { seq: number }) => ({ reason, seq });
  return write(ctx, { action: "month.reopen", subject: month, reason, details }, async (tx) => {
    await lockBooks(tx, now);
    const [kept] = await queryIn(tx)<Kept>(SELECT_KEPT);
    if (isBeforeKept(`${month}-01`, kept ?? null)) {
      throw new DomainError("REQUESTS_NOT_KEPT", { from: kept?.day ?? "", doing: "re-open" });
    }
    const all = await findStatements(queryIn(tx));
    const standing = all.filter(({ reopenedAt }) => reopenedAt === null);
    const wanted = standing.find((statement) => statement.month === month);
    if (!wanted) throw notClosed(month, all);
    const newest = standing
      .map((statement) => statement.month)
      .toSorted()
      .at(-1);
    if (newest !== undefined && newest !== month) {
      throw new DomainError("MONTH_OUT_OF_ORDER", { month, next: newest, doing: "re-open" });
    }
    await markReopened(tx, wanted.seq, ctx.actor.label, reason, now);
    const monthBefore = addDays(`${month}-01`, -1).slice(0, 7);
    const isAnyLeft = standing.some((statement) => statement.month === monthBefore);
    await saveClosedBefore(tx, isAnyLeft ? month : null);
    return { seq: wanted.seq };
  });
}

function notClosed(month: string, statements: readonly StatementRow[]): DomainError {
  const { reopenedAt, reopenedBy } = statements.findLast((statement) => statement.month === month) ?? {};
  return reopenedAt
    ? new DomainError("MONTH_REOPENED", { month, by: reopenedBy ?? "", day: reopenedAt.slice(0, "2026-01-31".length) })
    : new DomainError("NOT_FOUND", { what: "closed month", name: month });
}
