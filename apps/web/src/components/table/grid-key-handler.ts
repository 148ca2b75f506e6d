/**
 * The keyboard of a grid: arrows, Page, Home and End move; Enter opens; Space selects, with Shift a range.
 * With cells to edit: Left and Right choose one, Enter or F2 edits it, Escape goes back to the row.
 */
import type { KeyboardEvent } from "react";
import { type CellKeys, cellKey } from "./cell-keys";

type GridKeys = Readonly<{
  count: number;
  active: number;
  pageSize: number;
  moveTo: (index: number) => void;
  open: ((index: number) => void) | undefined;
  select: ((index: number, isRange: boolean) => void) | undefined;
  cells?: CellKeys | undefined;
}>;

export function gridKeyHandler({ count, active, pageSize, moveTo, open, select, cells }: GridKeys) {
  const steps: Record<string, number> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + pageSize,
    PageUp: active - pageSize,
    Home: 0,
    End: count - 1,
  };

  return (event: KeyboardEvent) => {
    // Keys of a control inside a row are its own.
    if (event.target !== event.currentTarget || isCombined(event) || count === 0) return;
    const step = steps[event.key];
    if (step !== undefined) moveTo(Math.max(0, Math.min(count - 1, step)));
    else if (cells && active >= 0 && cellKey(event.key, active, cells)) return event.preventDefault();
    else if (event.key === "Enter" && open && active >= 0) open(active);
    else if (event.key === " " && select && active >= 0) select(active, event.shiftKey);
    else return;
    event.preventDefault();
  };
}

const isCombined = ({ metaKey, ctrlKey, altKey }: KeyboardEvent): boolean => metaKey || ctrlKey || altKey;
