import { Fragment, memo } from "react";
import { RowCheckbox } from "../row-controls";
import type { DataColumn, EditEnd } from "./data-column";
import classes from "./data-table.module.css";

type BodyRowProps<Row extends object> = Readonly<{
  id: string;
  row: Row;
  /** Among the rows as sorted, from 0. */
  index: number;
  heightPx: number;
  columns: readonly DataColumn<Row>[];
  isActive: boolean;
  /** The column the keyboard is on, and the one being edited; -1: none. */
  activeColumn: number;
  editingColumn: number;
  rowKey: string;
  onEditEnd: (key: string, end: EditEnd) => void;
  isMuted: boolean;
  isClickable: boolean;
  /** undefined: this table has no selection. */
  isSelected: boolean | undefined;
  isSelectable: boolean;
  label: string;
}>;

/**
 * Memoised: scrolling draws only the rows that come into sight. One row after the other stands in these elements, so nothing of a row may
 * stay behind: cells that hold state are keyed by the row. Clicks are heard by the body of the grid, see row-clicks.ts.
 */
export const BodyRow = memo(DrawnRow) as typeof DrawnRow;

function DrawnRow<Row extends object>(props: BodyRowProps<Row>) {
  const { id, row, index, heightPx, columns, isSelected } = props;
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      // Named by its cells, not by the box that selects it.
      aria-labelledby={isSelected === undefined ? undefined : labelIds(id, columns.length)}
      className={classes.row}
      data-active={props.isActive || undefined}
      data-muted={props.isMuted || undefined}
      data-clickable={props.isClickable || undefined}
      style={{ transform: `translateY(${index * heightPx}px)` }}
    >
      {isSelected !== undefined && (
        <div role="gridcell" aria-colindex={1} className={classes.select}>
          {props.isSelectable && (
            <RowCheckbox aria-label={`Select ${props.label}`} isChecked={isSelected} data-select />
          )}
        </div>
      )}
      {columns.map((column, at) => {
        const isEdited = at === props.editingColumn && column.editor !== undefined;
        const content = isEdited
          ? column.editor?.(row, (end) => props.onEditEnd(props.rowKey, end))
          : column.cell(row, isSelected === true);
        return (
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
            {column.isPlain && !isEdited ? content : <Fragment key={props.rowKey}>{content}</Fragment>}
          </div>
        );
      })}
    </div>
  );
}

const labelIds = (id: string, count: number): string =>
  Array.from({ length: count }, (_, at) => `${id}-${at}`).join(" ");
