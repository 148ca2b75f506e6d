import { Checkbox, Tooltip, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import classes from "./data-table.module.css";
import type { ColumnHeader, DataColumn } from "./data-column";
import type { SelectAll } from "./use-selecting";

type HeaderRowProps<Row extends object> = Readonly<{
  columns: readonly DataColumn<Row>[];
  headers: readonly ColumnHeader<Row>[];
  selectAll: SelectAll | null;
}>;

const ARIA_SORT = { asc: "ascending", desc: "descending" } as const;

export function HeaderRow<Row extends object>({ columns, headers, selectAll }: HeaderRowProps<Row>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.row}>
        {selectAll && (
          <div role="columnheader" className={classes.select}>
            <Checkbox
              size="xs"
              aria-label={selectAll.label}
              checked={selectAll.state === "all"}
              indeterminate={selectAll.state === "some"}
              disabled={selectAll.isEmpty}
              onChange={selectAll.onToggle}
            />
          </div>
        )}
        {columns.map((column, index) => {
          const header = headers[index];
          return header && <HeaderCell key={column.id} column={column} header={header} />;
        })}
      </div>
    </div>
  );
}

function HeaderCell<Row extends object>({
  column,
  header,
}: Readonly<{ column: DataColumn<Row>; header: ColumnHeader<Row> }>) {
  const sorted = header.column.getIsSorted();
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
  return (
    <div
      role="columnheader"
      className={classes.headCell}
      data-align={column.align}
      {...(canSort ? { "aria-sort": sorted === false ? ("none" as const) : ARIA_SORT[sorted] } : {})}
    >
      <Tooltip label={column.help} disabled={column.help === undefined} multiline maw={280}>
        {canSort ? (
          <UnstyledButton className={classes.sort} onClick={header.column.getToggleSortingHandler()}>
            {label}
          </UnstyledButton>
        ) : (
          <span className={classes.sort}>{label}</span>
        )}
      </Tooltip>
      <span
        className={classes.resize}
        aria-hidden
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
      />
    </div>
  );
}
