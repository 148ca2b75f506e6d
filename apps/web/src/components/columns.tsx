/** Columns that many tables have, each in one line: `countColumn("requests", "Requests", (row) => row.requests)`. */
import { Count } from "./count";
import type { DataColumn } from "./data-table";
import { RowName } from "./quiet";
import { Time } from "./time";

type Options<Row extends object> = Partial<Omit<DataColumn<Row>, "id" | "header">>;

/** What a row is called: bold, and with a share of the width that is left over. */
export const nameColumn = <Row extends object>(
  id: string,
  header: string,
  nameOf: (row: Row) => string,
  options: Options<Row> = {},
): DataColumn<Row> => ({
  id,
  header,
  width: 180,
  grow: 1,
  sortBy: nameOf,
  isPlain: options.cell === undefined,
  cell: (row) => <RowName>{nameOf(row)}</RowName>,
  ...options,
});

export const textColumn = <Row extends object>(
  id: string,
  header: string,
  textOf: (row: Row) => string,
  options: Options<Row> = {},
): DataColumn<Row> => ({ id, header, sortBy: textOf, isPlain: options.cell === undefined, cell: textOf, ...options });

/** Counts beyond 2^53 come as decimal text. */
export const countColumn = <Row extends object>(
  id: string,
  header: string,
  countOf: (row: Row) => number | string,
  options: Options<Row> = {},
): DataColumn<Row> => ({
  id,
  header,
  width: 88,
  align: "right",
  descendingFirst: true,
  sortBy: (row) => BigInt(countOf(row)),
  isPlain: options.cell === undefined,
  cell: (row) => <Count of={countOf(row)} />,
  ...options,
});

/** An instant in UTC; `absent` says why there is none. */
export const timeColumn = <Row extends object>(
  id: string,
  header: string,
  at: (row: Row) => string | null,
  { absent = "never", ...options }: Options<Row> & Readonly<{ absent?: string }> = {},
): DataColumn<Row> => ({
  id,
  header,
  width: 150,
  sortBy: at,
  isPlain: options.cell === undefined,
  cell: (row) => <Time at={at(row)} absent={absent} />,
  ...options,
});
