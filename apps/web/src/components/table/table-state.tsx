import type { DataTableProps } from "./data-table-props";
import { ErrorState } from "../states";
import classes from "./data-table.module.css";
import { SkeletonRows } from "./skeleton-rows";

type TableStateProps<Row extends object> = DataTableProps<Row> & Readonly<{ isLoading: boolean }>;

/** What stands below the header when there are no rows to show, or not all of them. */
export function TableState<Row extends object>(props: TableStateProps<Row>) {
  const { label, rows, columns, error, retry, empty, isLoading, isLoadingMore = false } = props;
  if (isLoading) return <SkeletonRows label={label} columnIds={columns.map((column) => column.id)} />;
  if (error) return <ErrorState error={error} {...(retry ? { retry: () => void retry() } : {})} />;
  if (rows?.length === 0) return empty;
  return isLoadingMore ? (
    <div className={classes.more} role="status">
      Loading more …
    </div>
  ) : null;
}
