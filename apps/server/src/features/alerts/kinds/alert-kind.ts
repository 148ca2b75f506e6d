/**
 * What every kind of rule is: it loads facts of a span of days and decides purely what of them is news.
 * The same two answer what is so now and how often it would have been so in the last 30 days.
 */
import type { AlertKind, AlertUnit, CheckOf } from "@ratecard/contract";
import { formatUsd, parseSignedUsd, type PicoUsd, readableUsd } from "@ratecard/money";
import type { Pool } from "pg";

/** Days of the ledger, both included, and the instant that is now. */
export type Span = Readonly<{ from: string; to: string; now: Date }>;

/** One thing that a rule has to say. The same subject and period again is the same alert. */
export type Finding = Readonly<{
  subject: string;
  period: string;
  title: string;
  detail: string;
  /** Decimal text in `unit`. */
  value: string;
  limit: string;
  unit: AlertUnit;
  /** A page of ours that answers it. */
  link: string;
  /** It was news, and is decided since: only the count of the last 30 days has it. */
  isOver?: boolean;
}>;

/** What other features know, as the layer above hands it to this one. */
export type AlertSources = Readonly<{
  budgets: (now: Date) => Promise<readonly BudgetFact[]>;
  /** Golden cases that the prices in force do not meet. */
  failingCases: () => Promise<readonly CaseFact[]>;
}>;

export type BudgetFact = Readonly<{
  kind: "all" | "team" | "model";
  name: string;
  amountUsd: string;
  spentUsd: string;
  forecastUsd: string;
  spentPercent: string;
  forecastPercent: string;
}>;

/** Costs in USD as decimal text; null: no cost. Sources are the rungs that price the case; null: any will do. */
export type CaseFact = Readonly<{
  id: string;
  set: string;
  label: string;
  expectedUsd: string;
  foundUsd: string | null;
  expectedSource: string | null;
  foundSource: string;
}>;

export type Reading = Readonly<{ pool: Pool; sources: AlertSources }>;

/** Why nobody knows how often a rule would have fired. */
export type NoHistory =
  | "arrivals-not-kept"
  | "refreshes-not-kept"
  | "reviews-not-kept"
  | "results-not-kept"
  | "budgets-not-kept";

export type AlertKindRule<Kind extends AlertKind, Facts> = Readonly<{
  load: (reading: Reading, check: CheckOf<Kind>, span: Span) => Promise<Facts>;
  decide: (facts: Facts, check: CheckOf<Kind>, span: Span) => readonly Finding[];
  /** null: the last 30 days are known. */
  noHistory: NoHistory | null;
}>;

/** Sums of the ledger are amounts; anything else is a bug. */
export function usdOf(text: string): PicoUsd {
  const parsed = parseSignedUsd(text);
  if (!parsed.ok) throw new Error(`${text} is no amount of the ledger`);
  return parsed.value;
}

export const readableOf = (text: string): string => readableUsd(usdOf(text));
export const exactOf = (amount: PicoUsd): string => formatUsd(amount);

/** A link of ours with its search; a single name stands there as plain text. */
export const linkTo = (path: `/${string}`, search: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(search).toString();
  return text === "" ? path : `${path}?${text}`;
};
