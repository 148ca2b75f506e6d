/** Which rows of a grid can be seen, and a little beyond. `frame` is what scrolls; null until it is drawn. */
import { useVirtualizer } from "@tanstack/react-virtual";

const HEAD_PX = 33;
const OVERSCAN = 10;

export const useVisibleRows = (frame: HTMLDivElement | null, count: number, rowHeightPx: number) =>
  useVirtualizer({
    count,
    getScrollElement: () => frame,
    estimateSize: () => rowHeightPx,
    overscan: OVERSCAN,
    // A fast flick may show a blank row for a frame; waiting for each row would hold the wheel.
    useFlushSync: false,
    scrollPaddingEnd: HEAD_PX,
  });
