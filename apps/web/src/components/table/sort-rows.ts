/** The order of a table's rows. Absent values come last in both directions; equal ones stay as they came. Pure. */
import type { DataColumn, SortValue } from "./data-column";

/** A sort as it stands in the URL: `cost` ascending, `-cost` descending, `""` the order the rows came in. */
export type Sort = Readonly<{ id: string; desc: boolean }>;

export const sortOf = (text: string): Sort | null =>
  text === "" ? null : text.startsWith("-") ? { id: text.slice(1), desc: true } : { id: text, desc: false };

export const sortText = (sort: Sort | null): string => (sort === null ? "" : `${sort.desc ? "-" : ""}${sort.id}`);

/** What each row is compared by is asked once. */
export function sortRows<Row extends object>(
  rows: readonly Row[],
  sortBy: NonNullable<DataColumn<Row>["sortBy"]>,
  isDescending: boolean,
): readonly Row[] {
  const valued = rows.map((row) => ({ row, value: sortBy(row) ?? undefined }));
  const there = valued.filter(({ value }) => value !== undefined);
  const absent = valued.filter(({ value }) => value === undefined);
  const sign = isDescending ? -1 : 1;
  there.sort((left, right) => sign * compareValues(left.value, right.value));
  return [...there, ...absent].map(({ row }) => row);
}

const words = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

export function compareValues(left: SortValue, right: SortValue): number {
  if (typeof left === "string" && typeof right === "string") return words.compare(left, right);
  const [a, b] = [left ?? 0, right ?? 0];
  return a < b ? -1 : a > b ? 1 : 0;
}
