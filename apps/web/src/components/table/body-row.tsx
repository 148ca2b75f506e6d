import { type MouseEvent, memo } from "react";
import { RowCheckbox } from "../row-controls";
import type { DataColumn, EditEnd } from "./data-column";
import classes from "./data-table.module.css";

type BodyRowProps<Row extends object> = Readonly<{
  id: string;
  row: Row;
  /** Among the rows as sorted, from 0. */
  index: number;
  offsetPx: number;
  heightPx: number;
  columns: readonly DataColumn<Row>[];
  isActive: boolean;
  /** The column the keyboard is on, and the one being edited; -1: none. */
  activeColumn: number;
  editingColumn: number;
  rowKey: string;
  onEditEnd: (key: string, end: EditEnd) => void;
  isMuted: boolean;
  /** undefined: this table has no selection. */
  isSelected: boolean | undefined;
  isSelectable: boolean;
  label: string;
  onActivate: (index: number) => void;
  onOpen: ((index: number) => void) | undefined;
  onSelect: (index: number, isRange: boolean) => void;
}>;

const CONTROLS = "a,button,input,label,select,textarea,[role=menuitem],[role=switch],[role=combobox],[data-control]";

/** Whether a click began on something in the row that has its own meaning. */
const isOnControl = (event: MouseEvent): boolean =>
  event.target instanceof Element && event.target.closest(CONTROLS) !== null;

const isSelectingText = () => window.getSelection()?.isCollapsed === false;

/** Memoised: scrolling draws only the rows that come into sight. */
export const BodyRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row extends object>(props: BodyRowProps<Row>) {
  const { id, row, index, offsetPx, heightPx, columns, isSelected, label, onActivate, onOpen, onSelect } = props;
  return (
    // Keys are handled by the grid, which is the one tab stop; see use-cell-editing.ts.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      // Named by its cells, not by the box that selects it.
      aria-labelledby={isSelected === undefined ? undefined : columns.map((_, at) => `${id}-${at}`).join(" ")}
      className={classes.row}
      data-active={props.isActive || undefined}
      data-muted={props.isMuted || undefined}
      data-clickable={onOpen !== undefined || undefined}
      style={{ height: heightPx, transform: `translateY(${offsetPx}px)` }}
      onClick={(event) => {
        // A menu or dialog of the row is drawn elsewhere; its clicks arrive here all the same.
        if (!(event.target instanceof Node && event.currentTarget.contains(event.target))) return;
        onActivate(index);
        if (!isOnControl(event) && !isSelectingText()) onOpen?.(index);
      }}
    >
      {isSelected !== undefined && (
        <div role="gridcell" aria-colindex={1} className={classes.select}>
          {props.isSelectable && (
            <RowCheckbox
              tabIndex={-1}
              aria-label={`Select ${label}`}
              checked={isSelected}
              onChange={() => undefined}
              onClick={(event) => onSelect(index, event.shiftKey)}
            />
          )}
        </div>
      )}
      {columns.map((column, at) => (
        <div
          key={column.id}
          id={`${id}-${at}`}
          role="gridcell"
          aria-colindex={at + (isSelected === undefined ? 1 : 2)}
          className={classes.cell}
          data-align={column.align}
          data-active={at === props.activeColumn || undefined}
          data-editing={at === props.editingColumn || undefined}
        >
          {at === props.editingColumn && column.editor
            ? column.editor(row, (end) => props.onEditEnd(props.rowKey, end))
            : column.cell(row)}
        </div>
      ))}
    </div>
  );
}
