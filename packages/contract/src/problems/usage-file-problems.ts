/** Files of usage: what forbids to read one, or one of its rows. */
import { grouped, type ProblemTable } from "./problem-table";

export const USAGE_FILE_PROBLEMS = {
  "no-usage-row": () => "holds no row of usage. Choose an export that has some.",
  "no-usage-column": ({ column, known }: { column: string; known: readonly string[] }) =>
    `has no column "${column}". The first line names the columns: ${known.join(", ")}. Or map the columns it has.`,
  "unknown-usage-column": ({ column, known }: { column: string; known: readonly string[] }) =>
    `has the unknown column "${column}". Map it, or leave it out. Known ones: ${known.join(", ")}.`,
  "no-usage-field": ({ field }: { field: string }) =>
    `is taken from no column, and every request needs it. Choose the column that holds ${field}.`,
  "not-a-usage-field": ({ given, fields }: { given: string; fields: readonly string[] }) =>
    `"${given}" is no field of a request. Fields are ${fields.join(", ")}.`,
  "quotes-do-not-match": () => 'has quotes that do not match. Write a quote inside a cell twice, as "".',
  "line-not-json": () => "is no JSON. Write one row a line.",
  "row-not-json": () => "is no valid JSON. Export the file again.",
  "row-not-an-object": () => "is no object. A row of usage has fields by name.",
  "row-too-long": () => "is longer than any row of usage. Export it without conversations.",
  "file-breaks-off": () => "breaks off before its end. Export it again, or copy it whole.",
  "import-elsewhere": ({ rows }: { rows: number }) =>
    `is not where the import stands: ${grouped(rows)} rows are done, by another tab or an earlier try. Choose the file again to go on there.`,
  "import-ended": () => "has come to its end, or somebody cancelled it. Choose the file again to begin anew.",
  "usage-overlaps": ({ days, from, to, requests, costUsd }: OverlapDetails) =>
    `is not set, and ${onDays(days, from, to)} of this file the ledger has ${grouped(requests)} ${requests === 1 ? "request" : "requests"} of ${costUsd} USD already. Leave these days out of the file, or set it to have them counted as well.`,
} satisfies ProblemTable;

type OverlapDetails = Readonly<{ days: number; from: string; to: string; requests: number; costUsd: string }>;

const onDays = (days: number, from: string, to: string): string =>
  days === 1 ? `on ${from}` : `on ${grouped(days)} days from ${from} to ${to}`;
