/** Clicks on the rows of a grid, heard once by their body instead of by each row. */
import type { MouseEvent } from "react";

type RowClicks = Readonly<{
  activate: (index: number) => void;
  open: ((index: number) => void) | undefined;
  select: (index: number, isRange: boolean) => void;
}>;

const CONTROLS = "a,button,input,label,select,textarea,[role=menuitem],[role=switch],[role=combobox],[data-control]";

/** Place of the row that an element stands in; null: in none. */
export function rowIndexAt(element: Element | null): number | null {
  const index = element?.closest('[role="row"]')?.getAttribute("aria-rowindex");
  // The header's row is 1.
  return index ? Number(index) - 2 : null;
}

export function rowClickHandler({ activate, open, select }: RowClicks) {
  return ({ target, currentTarget, shiftKey }: MouseEvent) => {
    // A menu or dialog of a row is drawn elsewhere; its clicks arrive here all the same.
    if (!(target instanceof Element && currentTarget.contains(target))) return;
    const index = rowIndexAt(target);
    if (index === null) return;
    activate(index);
    if (target.closest("[data-select]")) select(index, shiftKey);
    // What has a meaning of its own, and text that is being selected, open nothing.
    else if (!target.closest(CONTROLS) && !isSelectingText()) open?.(index);
  };
}

const isSelectingText = () => window.getSelection()?.isCollapsed === false;
