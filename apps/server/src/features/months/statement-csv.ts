/**
 * A statement as CSV: a row for the total, each model, provider and team, and how the cost came to be known.
 * Units   exact decimal text; an empty name means requests without one, an empty cell what the statement does not say: those of before
 *         reports in sums were counted do not say how many there are.
 */
import { stringify } from "csv-stringify/sync";
import { safeCell } from "#server/entries/price-csv";
import type { Figures } from "./figures";
import type { Statement } from "./statement";

/** `reports` came last. */
const COLUMNS = ["requests", "costUsd", "bookedCostUsd", "promptTokens", "completionTokens", "reports"] as const;

export function statementCsv({ month, totals, coverage, byModel, byProvider, byTeam }: Statement): string {
  const rowOf = (part: string, name: string, figures: Partial<Figures>) => [
    month,
    part,
    safeCell(name),
    ...COLUMNS.map((column) => figures[column]),
  ];
  const { exact, flagged, default: byDefault, unpricedRequests, unpricedReports } = coverage;
  return stringify([
    ["month", "part", "name", ...COLUMNS],
    rowOf("total", "", totals),
    ...byModel.map((figures) => rowOf("model", figures.name, figures)),
    ...byProvider.map((figures) => rowOf("provider", figures.name, figures)),
    ...byTeam.map((figures) => rowOf("team", figures.name, figures)),
    rowOf("coverage", "exact", exact),
    rowOf("coverage", "with a warning", flagged),
    rowOf("coverage", "default-priced", byDefault),
    rowOf("coverage", "not priced", { requests: unpricedRequests, reports: unpricedReports }),
  ]);
}
