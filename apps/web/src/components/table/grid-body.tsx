/** The rows of a grid that can be seen. It draws when somebody scrolls; the grid and its header do not. */
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { BodyRow } from "./body-row";
import type { EditEnd } from "./data-column";
import type { DataTableProps } from "./data-table-props";
import classes from "./data-table.module.css";
import { rowClickHandler, rowIndexAt } from "./row-clicks";
import { useDrawnRows } from "./use-drawn-rows";
import type { Selection } from "../row-selection";

type GridBodyProps<Row extends object> = Pick<
  DataTableProps<Row>,
  "columns" | "isMuted" | "selectability" | "rowLabel" | "onEndReached"
> &
  Readonly<{
    gridId: string;
    /** What scrolls. */
    frame: RefObject<HTMLElement | null>;
    rows: readonly Row[];
    keys: readonly string[];
    rowHeightPx: number;
    selection: Selection | null;
    active: number;
    activeColumn: number;
    editingColumnOf: (key: string) => number;
    onEditEnd: (key: string, end: EditEnd) => void;
    onActivate: (index: number) => void;
    onOpen: ((index: number) => void) | undefined;
    onSelect: (index: number, isRange: boolean) => void;
    /** Gives the grid the focus. */
    focus: () => void;
  }>;

export function GridBody<Row extends object>(props: GridBodyProps<Row>) {
  const { gridId, rows, keys, active, rowHeightPx, selection, onOpen } = props;
  const body = useRef<HTMLDivElement>(null);
  const { elements, to } = useDrawnRows(props.frame, keys, rowHeightPx);
  const focusHandlers = useFocusInRows(body, keys, props.focus);
  useEndReached(to - 1, rows.length, props.onEndReached);
  const style = { height: rows.length * rowHeightPx, "--row": `${rowHeightPx}px` };
  return (
    // Keys are handled by the grid, which is the one tab stop; see use-cell-editing.ts.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={body}
      role="rowgroup"
      className={classes.body}
      style={style}
      onClick={rowClickHandler({ activate: props.onActivate, open: onOpen, select: props.onSelect })}
      {...focusHandlers}
    >
      {elements.map(({ slot, index }) => {
        const [row, key] = [rows[index], keys[index]];
        if (row === undefined || key === undefined) return null;
        const isActive = index === active;
        return (
          <BodyRow
            key={slot}
            // The keyboard's row is known by its place: a screen reader is told of each step. Others keep the name of their elements.
            id={isActive ? `${gridId}-${index}` : `${gridId}-slot${slot}`}
            row={row}
            index={index}
            heightPx={rowHeightPx}
            columns={props.columns}
            isActive={isActive}
            activeColumn={isActive ? props.activeColumn : -1}
            editingColumn={props.editingColumnOf(key)}
            rowKey={key}
            onEditEnd={props.onEditEnd}
            isMuted={props.isMuted?.(row) ?? false}
            isClickable={onOpen !== undefined}
            isSelected={selection?.has(key)}
            isSelectable={props.selectability?.(row) !== "none"}
            label={props.rowLabel?.(row) ?? key}
          />
        );
      })}
    </div>
  );
}

/** A control with the focus belongs to its row. Where another row stands in its elements now, or none, the grid gets the focus. */
function useFocusInRows(body: RefObject<HTMLElement | null>, keys: readonly string[], focus: () => void) {
  const focused = useRef<string | null>(null);
  const onFocus = ({ target }: Readonly<{ target: Element }>) => {
    // What a row opened elsewhere (a menu, a dialog) keeps its focus.
    focused.current = body.current?.contains(target) ? (keys[rowIndexAt(target) ?? -1] ?? null) : null;
  };
  // Not called for elements that are taken away.
  const onBlur = () => {
    focused.current = null;
  };
  useLayoutEffect(() => {
    const { activeElement } = document;
    if (focused.current === null) return;
    if (!body.current?.contains(activeElement)) {
      // Taken away with its row: the browser falls back to the page.
      if (activeElement === document.body) focus();
      focused.current = null;
    } else if (keys[rowIndexAt(activeElement) ?? -1] !== focused.current) {
      focused.current = null;
      focus();
    }
  });
  return { onFocus, onBlur };
}

/** So many rows early, so that scrolling does not stop. */
const EARLY_ROWS = 25;

/** Asks for the next page when the last drawn row comes near the end. */
function useEndReached(lastDrawn: number, count: number, onEndReached: (() => void) | undefined): void {
  const isNear = count > 0 && lastDrawn >= count - EARLY_ROWS;
  useEffect(() => {
    if (isNear) onEndReached?.();
    // `count`: a page that came and still ends on the screen asks for another one.
  }, [isNear, count, onEndReached]);
}
