/**
 * What was explored as CSV, row by row: each series in each step, Other and the total beside them, so that nothing has to be added.
 * Units   exact decimal text, as on the screen. An empty name means requests without one.
 * Source  `series` tells a model that is called Other from everything else. A text that a spreadsheet would run gets an apostrophe.
 */
import { stringify } from "csv-stringify/sync";
import { safeCell } from "#server/entries/price-csv";
import type { Explored, SeriesSums } from "./explore";

export function* exploredRows({ metric, interval, groups, steps, series, other, total }: Explored): Generator<string> {
  yield stringify([["series", ...groups, interval, metric]]);
  const nameless = groups.map(() => "");
  for (const each of series) yield rowsOf("name", each.names, each);
  if (other) yield rowsOf("other", nameless, other);
  yield rowsOf("total", nameless, total);

  function rowsOf(kind: "name" | "other" | "total", names: readonly string[], { points }: SeriesSums): string {
    return stringify(steps.map((step, index) => [kind, ...names.map(safeCell), step.name, points[index]]));
  }
}
