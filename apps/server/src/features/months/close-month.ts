/**
 * Closes a month: from then on nothing changes its figures, and what arrives for it is booked as a correction of the open month.
 * Rules   a month is closed once it is over and what was on its way had a day to arrive; the first one may be any, then one after the
 *         other. Months before the first closed one are closed with it.
 * Errors  MONTH_NOT_OVER, MONTH_OUT_OF_ORDER, MONTH_CLOSED; JOB_RUNNING while days are made anew by another zone.
 */
import { addDays, type CloseMonth, type OneMonth, RESUM_JOB } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { sumMonths } from "#server/ledger/sum-months";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import { type MonthFigures, readFigures } from "./figures";
import {
  type Books,
  findStatements,
  insertStatement,
  lockBooks,
  queryIn,
  queryOf,
  readBooks,
  saveClosedBefore,
} from "./rows";
import { signStatement } from "./statement";

export const monthAfter = (month: string): string => addDays(`${month}-01`, 31).slice(0, 7);

/** What the statement would say. `problem`: why it cannot be closed, as a sentence. */
export async function previewMonth(
  { db, clock }: Pick<Services, "db" | "clock">,
  { month }: OneMonth,
): Promise<MonthFigures & Readonly<{ problem: string | null }>> {
  const query = queryOf(db.pool);
  const refusal = refusalOf(await readBooks(query, clock()), month);
  return { ...(await readFigures(query, month)), problem: refusal?.message ?? null };
}

export async function closeMonth(ctx: ActingContext, { month, note }: CloseMonth): Promise<{ seq: number }> {
  const now = ctx.clock();
  await sumMonths(ctx.db.pool, now);
  const details = ({ seq, hash }: { seq: number; hash: string }) => ({ note, seq, hash });
  return write(ctx, { action: "month.close", subject: month, reason: note, details }, async (tx) => {
    const refusal = refusalOf(await lockBooks(tx, now), month);
    if (refusal) throw refusal;
    await saveClosedBefore(tx, monthAfter(month));
    const figures = await readFigures(queryIn(tx), month);
    const before = (await findStatements(queryIn(tx))).at(-1);
    const signed = { figures, closedAt: now.toISOString(), closedBy: ctx.actor.label, note };
    const statement = signStatement(signed, before, ctx.secrets.statements);
    await insertStatement(tx, statement);
    return statement;
  });
}

export function refusalOf({ nextMonth, openMonth, isMoving }: Books, month: string): DomainError | null {
  if (isMoving) return new DomainError("JOB_RUNNING", { kind: RESUM_JOB });
  if (nextMonth !== null && month < nextMonth) return new DomainError("MONTH_CLOSED", { month, holds: null });
  if (month >= openMonth) {
    return new DomainError("MONTH_NOT_OVER", { month, from: addDays(`${monthAfter(month)}-01`, 1) });
  }
  if (nextMonth !== null && month > nextMonth) {
    return new DomainError("MONTH_OUT_OF_ORDER", { month, next: nextMonth, doing: "close" });
  }
  return null;
}
