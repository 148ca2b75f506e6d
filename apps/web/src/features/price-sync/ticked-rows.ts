/**
 * Which rows are written: ticked ones, of which held ones need a second tick for the very difference that was shown. Pure.
 * Units   sums in USD as decimal text.
 */
import { add, formatUsd, type PicoUsd, parseUsd, ZERO } from "@ratecard/money";
import type { SyncRow } from "./shapes";

type Names = ReadonlySet<string>;

export type TickedRow = Readonly<{ model: string; seen: string; isAcknowledged: boolean }>;

/** null: nobody has ticked anything yet, and what needs no look stands ticked. */
export const selectedRows = (rows: readonly SyncRow[], selection: Names | null): readonly SyncRow[] =>
  rows.filter((row) => row.seen !== null && (selection ? selection.has(row.model) : row.isTakenByItself));

/** `meant`: by what was seen, so that a tick does not outlive the difference it was given to. */
export const needsTick = ({ holds, seen }: SyncRow, meant: Names): boolean =>
  holds.length > 0 && seen !== null && !meant.has(seen);

export const tickedRows = (selected: readonly SyncRow[]): TickedRow[] =>
  selected.flatMap(({ model, seen, holds }) =>
    seen === null ? [] : [{ model, seen, isAcknowledged: holds.length > 0 }],
  );

export type ImpactSum = Readonly<{ requests: number; beforeUsd: string; afterUsd: string }>;

export function impactOf(selected: readonly SyncRow[]): ImpactSum {
  const impacts = selected.flatMap(({ impact }) => impact ?? []);
  const sum = (amounts: readonly string[]) =>
    formatUsd(amounts.map(usd).reduce((total, amount) => add(total, amount), ZERO));
  return {
    requests: impacts.reduce((total, { requests }) => total + requests, 0),
    beforeUsd: sum(impacts.map(({ beforeUsd }) => beforeUsd)),
    afterUsd: sum(impacts.map(({ afterUsd }) => afterUsd)),
  };
}

function usd(text: string): PicoUsd {
  const parsed = parseUsd(text);
  return parsed.ok ? parsed.value : ZERO;
}
