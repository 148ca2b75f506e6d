/** Columns of a result, by model or by day: every amount to the last digit. */
import { countColumn, nameColumn } from "#web/components/columns";
import { Count, countedUsage } from "#web/components/count";
import type { DataColumn } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { pixelsOf } from "#web/components/charts/chart-numbers";
import type { WhatIfResult } from "./what-if-draft";

export type ResultRow = Omit<WhatIfResult["models"][number], "model"> & Readonly<{ name: string }>;

const money = (id: "actualUsd" | "whatIfUsd" | "differenceUsd", header: string): DataColumn<ResultRow> => ({
  id,
  header,
  width: 170,
  align: "right",
  descendingFirst: true,
  sortBy: (row) => pixelsOf(row[id], "usd"),
  cell: (row) => <Money usd={row[id]} exact />,
});

const Counted = ({ requests, reports }: Readonly<{ requests: number; reports: number }>) =>
  reports === 0 ? <Count of={requests} /> : countedUsage(requests, reports);

export const resultColumns = (of: string): readonly DataColumn<ResultRow>[] => [
  nameColumn("name", of, ({ name }) => name),
  countColumn("requests", "Requests", ({ requests }) => requests, {
    cell: ({ requests, reports }) => <Counted requests={requests} reports={reports} />,
  }),
  money("actualUsd", "Actual"),
  money("whatIfUsd", "What if"),
  money("differenceUsd", "Difference"),
  countColumn("unknown", "Not told", ({ unknown }) => unknown, {
    help: "Requests whose cost nobody can tell then; those that have one keep it in the sum",
    cell: ({ unknown, unknownReports }) => <Counted requests={unknown} reports={unknownReports} />,
  }),
];
