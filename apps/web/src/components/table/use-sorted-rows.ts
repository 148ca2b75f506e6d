/** The rows in the order of the sort, which lives with the caller (in the URL) or here. */
import { type SortingState, useTable } from "@tanstack/react-table";
import { useMemo, useState } from "react";
import type { DataTableProps } from "./data-table-props";
import { sortOf, sortText } from "../sort-text";
import { features, toTableColumns } from "./data-column";

const NO_ROWS: never[] = [];

export function useSortedRows<Row extends object>(props: DataTableProps<Row>) {
  const { rows, columns, rowKey, onSortChange, isSortedByServer = false } = props;
  const [ownSort, setOwnSort] = useState(props.sort ?? "");
  const sort = onSortChange ? (props.sort ?? "") : ownSort;

  const sorting = useMemo<SortingState>(() => {
    const wanted = sortOf(sort);
    return wanted && columns.some((column) => column.id === wanted.id) ? [wanted] : [];
  }, [sort, columns]);
  const tableColumns = useMemo(() => toTableColumns(columns), [columns]);
  const data = useMemo(() => (rows ? [...rows] : NO_ROWS), [rows]);

  const table = useTable({
    features,
    columns: tableColumns,
    data,
    getRowId: rowKey,
    state: { sorting },
    manualSorting: isSortedByServer,
    columnResizeMode: "onChange",
    onSortingChange: (updater) => {
      const next = typeof updater === "function" ? updater(sorting) : updater;
      (onSortChange ?? setOwnSort)(sortText(next[0] ?? null));
    },
  });
  const model = table.getRowModel();
  const sortedRows = useMemo(() => model.rows.map((row) => row.original), [model]);
  return { table, sortedRows };
}
