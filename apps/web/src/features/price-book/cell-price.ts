/**
 * A price as it is typed into a cell of the table, in the unit of the page.
 * Units   in the cell USD per 1M or per 1K tokens, or per request; out decimal text per 1M or per request; "" is no price, never 0.
 * Errors  the sentence for the cell.
 */
import { describeProblem } from "@ratecard/contract";
import { formatPer1M, formatUsd, parseUsd } from "@ratecard/money";
import { isSuspiciousMove, movedBy } from "@ratecard/pricing";
import type { PriceRow } from "./price-row";
import { parseRateIn, type PriceUnit, rateInUnit } from "#web/components/rate-in-unit";

export type CellField = "inputPer1M" | "outputPer1M" | "perRequest";

export const cellText = (price: string | undefined, field: CellField, unit: PriceUnit): string =>
  (field === "perRequest" ? price : rateInUnit(price, unit)) ?? "";

export type CellRead = Readonly<{ ok: true; price: string | null }> | Readonly<{ ok: false; problem: string }>;

export function readCell(text: string, field: CellField, unit: PriceUnit): CellRead {
  if (text.trim() === "") return { ok: true, price: null };
  if (field === "perRequest") {
    const amount = parseUsd(text);
    return amount.ok ? { ok: true, price: formatUsd(amount.value) } : refused(amount.problem);
  }
  const rate = parseRateIn(text, unit);
  return rate.ok ? { ok: true, price: formatPer1M(rate.value) } : refused(rate.problem);
}

const refused = (problem: Parameters<typeof describeProblem>[0]): CellRead => ({
  ok: false,
  problem: `This ${describeProblem(problem)}`,
});

/** A move of 10 times or more, to or from zero, or away is asked about once more: most such moves are unit mistakes. */
export function isFarFrom(before: PriceRow[CellField], after: string | null): boolean {
  if (before === undefined) return false;
  return after === null || isSuspiciousMove(movedBy(before, after));
}
