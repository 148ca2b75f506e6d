/** A statement as CSV: a row for the total, each model, provider and team. Units: exact decimal text; an empty name means requests without one. */
import { stringify } from "csv-stringify/sync";
import { safeCell } from "#server/entries/price-csv";
import type { Figures } from "./figures";
import type { Statement } from "./statement";

const COLUMNS = ["requests", "costUsd", "bookedCostUsd", "promptTokens", "completionTokens"] as const;

export function statementCsv({ month, totals, byModel, byProvider, byTeam }: Statement): string {
  const rowOf = (part: string, name: string, figures: Figures) => [
    month,
    part,
    safeCell(name),
    ...COLUMNS.map((column) => figures[column]),
  ];
  return stringify([
    ["month", "part", "name", ...COLUMNS],
    rowOf("total", "", totals),
    ...byModel.map((figures) => rowOf("model", figures.name, figures)),
    ...byProvider.map((figures) => rowOf("provider", figures.name, figures)),
    ...byTeam.map((figures) => rowOf("team", figures.name, figures)),
  ]);
}
