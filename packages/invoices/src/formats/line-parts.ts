/** What the readers of all formats make lines of. Errors: a problem with its field. */
import { type BilledKind, type FieldProblem, fieldProblem } from "@ratecard/contract";
import type { Amount, BilledDays, BilledLine } from "../billed-line";
import { amountIn, daysIn, textIn } from "../cell-values";

export type LineBase = BilledDays & Readonly<{ cost: Amount }>;

/** `lastDay`: of a row of several days. null: the row bills nothing. */
export function baseOf(day: unknown, cost: unknown, lastDay: string | null = null): LineBase | FieldProblem | null {
  const amount = amountIn(cost);
  if (amount === null)
    return textIn(cost) === "" ? null : fieldProblem("cost", "not-an-invoice-amount", { given: textIn(cost) });
  const days = daysIn(day);
  if (days === null) return dayProblem(textIn(day));
  return { ...days, ...(lastDay !== null && lastDay > days.lastDay && { lastDay }), cost: amount };
}

export const dayProblem = (given: string): FieldProblem =>
  given === "" ? fieldProblem("day", "no-invoice-day") : fieldProblem("day", "not-an-invoice-day", { given });

type Made = Partial<Pick<BilledLine, "quantity">> &
  Readonly<{ provider: string; model: string; kind: BilledKind; currency: string }>;

export const lineOf = ({ day, lastDay, cost }: LineBase, made: Made): BilledLine => ({
  day,
  lastDay,
  cost,
  quantity: null,
  ...made,
});

/** Of a service without models. Its first day only: what is paid beforehand runs for years. */
export const lineOfService = ({ day, cost }: LineBase, of: Pick<Made, "provider" | "currency">, service: string) =>
  lineOf({ day, lastDay: day, cost }, { ...of, model: service, kind: "other-service" });

/** Readers answer lists: `with` is not called for rows without a cost. */
export function fromBase(
  base: LineBase | FieldProblem | null,
  make: (base: LineBase) => readonly BilledLine[],
): readonly BilledLine[] | FieldProblem {
  if (base === null) return [];
  return "code" in base ? base : make(base);
}

/** What a line of a total is called. */
export const TOTAL = /^(?:(?:sub|grand |filtered )?total|(?:gesamt|zwischen)?summe|gesamt)$/i;

export const currencyIn = (value: unknown): string => textIn(value).toUpperCase() || "USD";
