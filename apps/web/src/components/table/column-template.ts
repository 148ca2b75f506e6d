/** Column widths as CSS: a resized column keeps its pixels, a growing one shares what is left. */
import { type DataColumn, WIDTH_PX } from "./data-column";

export const SELECT_WIDTH_PX = 38;

type Widths = Readonly<{ template: string; leastPx: number }>;

export function columnTemplate<Row extends object>(
  columns: readonly DataColumn<Row>[],
  resized: Readonly<Record<string, number>>,
  hasSelection: boolean,
): Widths {
  const isAnyGrowing = columns.some((column) => column.grow !== undefined);
  const parts = columns.map((column, index) => {
    const least = resized[column.id] ?? column.width ?? WIDTH_PX;
    const grow = resized[column.id] === undefined ? (column.grow ?? (isAnyGrowing || index > 0 ? 0 : 1)) : 0;
    return { least, css: grow > 0 ? `minmax(${least}px, ${grow}fr)` : `${least}px` };
  });
  const all = hasSelection ? [{ least: SELECT_WIDTH_PX, css: `${SELECT_WIDTH_PX}px` }, ...parts] : parts;
  return {
    template: all.map((part) => part.css).join(" "),
    leastPx: all.reduce((sum, part) => sum + part.least, 0),
  };
}
