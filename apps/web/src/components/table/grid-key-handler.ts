/** The keyboard of a grid: arrows, Page, Home and End move; Enter opens; Space selects, with Shift a range. */
import type { KeyboardEvent } from "react";

type GridKeys = Readonly<{
  count: number;
  active: number;
  pageSize: number;
  moveTo: (index: number) => void;
  open: ((index: number) => void) | undefined;
  select: ((index: number, isRange: boolean) => void) | undefined;
}>;

export function gridKeyHandler({ count, active, pageSize, moveTo, open, select }: GridKeys) {
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
    if (event.target !== event.currentTarget || event.metaKey || event.ctrlKey || event.altKey || count === 0) return;
    const step = steps[event.key];
    if (step !== undefined) moveTo(Math.max(0, Math.min(count - 1, step)));
    else if (event.key === "Enter" && open && active >= 0) open(active);
    else if (event.key === " " && select && active >= 0) select(active, event.shiftKey);
    else return;
    event.preventDefault();
  };
}
