/**
 * One line of an invoice as it is compared: of which days, for what, how much of it, for how much.
 * Units   cost in the line's currency; quantity in tokens. Time: days of the invoice, both ends included.
 */
import type { BilledKind, FieldProblem } from "@ratecard/contract";
import type { Decimal } from "@ratecard/money";
import type { Fields } from "@ratecard/usage";

export type Amount = Readonly<{
  value: Decimal;
  /** How many it is written with: what is below them was rounded away. */
  decimals: number;
}>;

export type BilledDays = Readonly<{ day: string; lastDay: string }>;

/** Of a line that has no day of its own, as a tax on the whole. */
export const OF_ALL_DAYS: BilledDays = { day: "", lastDay: "" };

export type BilledLine = BilledDays &
  Readonly<{
    provider: string;
    /** As the invoice writes it; empty: the invoice does not say. */
    model: string;
    kind: BilledKind;
    /** null: not stated. */
    quantity: Decimal | null;
    /** null: billed in another line. */
    cost: Amount | null;
    currency: string;
  }>;

/** A row of the file by the bare name of its column. */
export type Cell = (name: string) => unknown;

/** A line that says what those above it add up to. */
export type StatedTotal = Readonly<{ total: Amount }>;

/** No line: nothing was billed. */
export type ReadLine = readonly BilledLine[] | StatedTotal | FieldProblem;
/** `row`: with the names of the file. */
export type ReadLines = (cell: Cell, row: Fields) => ReadLine;

export const isProblem = (read: ReadLine): read is FieldProblem => "code" in read;
export const isTotal = (read: ReadLine): read is StatedTotal => "total" in read;
