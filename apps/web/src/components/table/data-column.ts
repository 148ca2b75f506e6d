/** A column as a feature declares it, and how TanStack Table sees it. Declare columns at module level or in useMemo. */
import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  type Header,
  rowSortingFeature,
  tableFeatures,
} from "@tanstack/react-table";
import type { ReactNode } from "react";

export type SortValue = string | number | bigint | boolean | null | undefined;

/** Where the keyboard goes on after a cell was edited. */
export type EditEnd = "stay" | "next" | "previous";

export type DataColumn<Row extends object> = Readonly<{
  /** Stands in the URL when sorted by it. */
  id: string;
  header: string;
  /** Shown on hover of the header. */
  help?: string;
  cell: (row: Row, isSelected: boolean) => ReactNode;
  /**
   * The cell holds no state (no menu, no switch, no input): a row that scrolls in changes its text only. Without it the cell is made
   * anew for each row, and what was open in it is closed.
   */
  isPlain?: boolean;
  /** The cell while it is edited in place. It saves by itself, and calls `done` when it is saved or given up. */
  editor?: ((row: Row, done: (end: EditEnd) => void) => ReactNode) | undefined;
  /** Without it the column cannot be sorted. Absent values come last in both directions. Exact money: a bigint. */
  sortBy?: (row: Row) => SortValue;
  /** The first click sorts downwards: for amounts and counts. */
  descendingFirst?: boolean;
  /** `right` for every number; its numerals are tabular. */
  align?: "left" | "right" | "center";
  /** Pixels; the least width when it grows. 120 if missing. */
  width?: number;
  /** Share of the width that is left over; without any growing column the first one takes it. */
  grow?: number;
}>;

/** Columns whose cells hold no state, see `isPlain`. */
export const withoutState = <Row extends object>(columns: readonly DataColumn<Row>[]): readonly DataColumn<Row>[] =>
  columns.map((column) => ({ ...column, isPlain: true }));

/** Which column is sorted and how wide each is. Rows are none of its business: a row object of its own for each of 10,000 costs more than the sort. */
export const features = tableFeatures({
  rowSortingFeature,
  columnSizingFeature,
  columnResizingFeature,
});
export type Features = typeof features;
export type ColumnHeader<Row extends object> = Header<Features, Row, unknown>;

const WIDTH_PX = 120;
const LEAST_WIDTH_PX = 48;

export const toTableColumns = <Row extends object>(columns: readonly DataColumn<Row>[]): ColumnDef<Features, Row>[] =>
  columns.map(({ id, header, sortBy, descendingFirst = false, width = WIDTH_PX }) => ({
    id,
    header,
    accessorFn: (row: Row) => sortBy?.(row) ?? undefined,
    enableSorting: sortBy !== undefined,
    sortDescFirst: descendingFirst,
    size: width,
    minSize: LEAST_WIDTH_PX,
  }));

/** Column widths as CSS: a resized column keeps its pixels, a growing one shares what is left. */
const SELECT_WIDTH_PX = 38;

type Widths = Readonly<{ template: string; leastPx: number }>;

export function columnTemplate<Row extends object>(
  columns: readonly DataColumn<Row>[],
  resized: Readonly<Record<string, number>>,
  hasSelection: boolean,
): Widths {
  const isAnyGrowing = columns.some((column) => column.grow !== undefined);
  const parts = columns.map((column, index) => {
    const least = resized[column.id] ?? column.width ?? WIDTH_PX;
    const grow = resized[column.id] === undefined ? (column.grow ?? (isAnyGrowing || index > 0 ? 0 : 1)) : 0;
    return { least, css: grow > 0 ? `minmax(${least}px, ${grow}fr)` : `${least}px` };
  });
  const all = hasSelection ? [{ least: SELECT_WIDTH_PX, css: `${SELECT_WIDTH_PX}px` }, ...parts] : parts;
  return {
    template: all.map((part) => part.css).join(" "),
    leastPx: all.reduce((sum, part) => sum + part.least, 0),
  };
}
