import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { memo } from "react";
import { RowCheckbox } from "../row-controls";
import classes from "./data-table.module.css";
import type { ColumnHeader, DataColumn } from "./data-column";
import type { SelectAll } from "./use-selecting";

type HeaderRowProps<Row extends object> = Readonly<{
  columns: readonly DataColumn<Row>[];
  headers: readonly ColumnHeader<Row>[];
  /** What `headers` tell of it changes while they stay the same objects. */
  sort: string;
  selectAll: SelectAll | null;
}>;

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;

/** Memoised: rows and the keyboard move without it, and a cell is drawn when its own sort changes. */
export const HeaderRow = memo(DrawnHeader) as typeof DrawnHeader;

function DrawnHeader<Row extends object>({ columns, headers, selectAll }: HeaderRowProps<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        {selectAll && (
          <div role="columnheader" className={classes.select}>
            <RowCheckbox
              aria-label={selectAll.label}
              isChecked={selectAll.state === "some" ? "mixed" : selectAll.state === "all"}
              disabled={selectAll.isEmpty}
              tabIndex={0}
              onClick={selectAll.onToggle}
            />
          </div>
        )}
        {columns.map((column, index) => {
          const header = headers[index];
          const sorted = header?.column.getIsSorted() ?? false;
          return header && <HeaderCell key={column.id} column={column} header={header} sorted={sorted} />;
        })}
      </div>
    </div>
  );
}

type HeaderCellProps<Row extends object> = Readonly<{
  column: DataColumn<Row>;
  header: ColumnHeader<Row>;
  sorted: false | "asc" | "desc";
}>;

const HeaderCell = memo(DrawnCell) as typeof DrawnCell;

function DrawnCell<Row extends object>({ column, header, sorted }: HeaderCellProps<Row>) {
  const canSort = header.column.getCanSort();
  const Arrow = sorted === "desc" ? IconArrowDown : IconArrowUp;
  const label = (
    <span className={classes.headText}>
      {column.header}
      {canSort && (
        <Arrow className={classes.arrow} data-shown={sorted !== false || undefined} size={12} stroke={2} aria-hidden />
      )}
    </span>
  );
  const help = { "data-tip": column.help, "aria-description": column.help };
  return (
    <div
      role="columnheader"
      className={classes.headCell}
      data-align={column.align}
      {...(canSort ? { "aria-sort": sorted === false ? ("none" as const) : ARIA_SORT[sorted] } : {})}
    >
      {canSort ? (
        <button type="button" className={classes.sort} onClick={header.column.getToggleSortingHandler()} {...help}>
          {label}
        </button>
      ) : (
        <span className={classes.sort} {...help}>
          {label}
        </span>
      )}
      <span
        className={classes.resize}
        aria-hidden
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
      />
    </div>
  );
}
