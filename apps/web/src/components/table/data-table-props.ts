import type { ReactNode } from "react";
import type { Selection } from "../row-selection";
import type { DataColumn } from "./data-column";

export type Selectability = "all" | "alone" | "none";

/** Explained in data-table.tsx. */
export type DataTableProps<Row extends object> = Readonly<{
  label: string;
  rows: readonly Row[] | undefined;
  columns: readonly DataColumn<Row>[];
  rowKey: (row: Row) => string;
  /** What a screen reader calls a row; its key if missing. */
  rowLabel?: (row: Row) => string;
  sort?: string;
  onSortChange?: (sort: string) => void;
  isSortedByServer?: boolean;
  selection?: Selection;
  onSelectionChange?: (selection: Selection) => void;
  /** `alone`: only by itself or in a range, not by select-all. `none`: it has no checkbox. All if missing. */
  selectability?: (row: Row) => Selectability;
  /** Click or Enter on a row. */
  onOpen?: (row: Row) => void;
  /** Rows whose cells may be edited in place; all if missing. Of others Enter opens the row. */
  isEditable?: (row: Row) => boolean;
  /** Rows to be shown quieter: switched off, revoked. */
  isMuted?: (row: Row) => boolean;
  error?: unknown;
  retry?: () => unknown;
  empty?: ReactNode;
  fill?: boolean;
  maxHeight?: string;
  rowHeightPx?: number;
  /** Called near the end of the rows, for lists that come in pages. */
  onEndReached?: () => void;
  isLoadingMore?: boolean;
}>;
