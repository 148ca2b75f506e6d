import { Checkbox } from "@mantine/core";
import type { KeyboardEvent, MouseEvent } from "react";
import classes from "./data-table.module.css";
import type { DataColumn } from "./data-column";

export type BodyRowProps<Row extends object> = Readonly<{
  id: string;
  row: Row;
  /** Among the rows as sorted, from 0. */
  index: number;
  offsetPx: number;
  heightPx: number;
  columns: readonly DataColumn<Row>[];
  isActive: boolean;
  isMuted: boolean;
  isClickable: boolean;
  /** undefined: this table has no selection. */
  isSelected: boolean | undefined;
  label: string;
  onClick: (index: number, isOnControl: boolean) => void;
  onSelect: (index: number, isRange: boolean) => void;
}>;

const CONTROLS = "a,button,input,label,select,textarea,[role=menuitem],[role=switch],[role=combobox],[data-control]";

/** Whether an event began on something in the row that has its own meaning. */
export const isOnControl = (event: MouseEvent | KeyboardEvent): boolean =>
  event.target instanceof Element && event.target.closest(CONTROLS) !== null;

export function BodyRow<Row extends object>(props: BodyRowProps<Row>) {
  const { id, row, index, offsetPx, heightPx, columns, isSelected, label, onClick, onSelect } = props;
  return (
    // Keys are handled by the grid, which is the one tab stop; see grid-key-handler.ts.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={classes.row}
      data-active={props.isActive || undefined}
      data-muted={props.isMuted || undefined}
      data-clickable={props.isClickable || undefined}
      style={{ height: heightPx, transform: `translateY(${offsetPx}px)` }}
      onClick={(event) => onClick(index, isOnControl(event))}
    >
      {isSelected !== undefined && (
        <div role="gridcell" className={classes.select}>
          <Checkbox
            size="xs"
            tabIndex={-1}
            aria-label={`Select ${label}`}
            checked={isSelected}
            onChange={() => undefined}
            onClick={(event) => onSelect(index, event.shiftKey)}
          />
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={at + (isSelected === undefined ? 1 : 2)}
          className={classes.cell}
          data-align={column.align}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}
