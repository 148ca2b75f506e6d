/** Follows the scroll of a table: the rows to be drawn, as `drawn-rows.ts` says. */
import { type RefObject, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { type Drawn, firstDrawn, follow, inOrder, withKeys } from "./drawn-rows";

/** The row of the header, with its line. */
const HEAD_PX = 33;

/** After the last step of a scroll. */
const REST_MS = 150;

/** `frame` is what scrolls. */
export function useDrawnRows(
  frame: RefObject<HTMLElement | null>,
  keys: readonly string[],
  rowHeightPx: number,
): Drawn {
  const [kept, setKept] = useState(() => firstDrawn(keys));
  const drawn = kept.keys === keys ? kept : withKeys(kept, keys);
  if (drawn !== kept) setKept(drawn);
  const newest = useRef(drawn);

  useLayoutEffect(() => {
    newest.current = drawn;
  }, [drawn]);

  useLayoutEffect(() => {
    const scrolled = frame.current;
    if (!scrolled) return;
    const look = (before: Drawn) =>
      follow(before, { topPx: scrolled.scrollTop, heightPx: scrolled.clientHeight - HEAD_PX, rowHeightPx });
    const onResize = () => setKept(look);
    let rest: ReturnType<typeof setTimeout> | undefined;
    const onScroll = () => {
      const next = look(newest.current);
      // At once: what scrolls in stands there in the same frame, also after a jump.
      if (next !== newest.current) flushSync(() => setKept(next));
      clearTimeout(rest);
      rest = setTimeout(() => setKept(inOrder), REST_MS);
    };
    // A list that came or got shorter may leave another part of it in sight.
    onResize();
    const sizes = new ResizeObserver(onResize);
    sizes.observe(scrolled);
    scrolled.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(rest);
      sizes.disconnect();
      scrolled.removeEventListener("scroll", onScroll);
    };
  }, [frame, keys, rowHeightPx]);
  return drawn;
}

/** Scrolls as little as it takes to see a row whole, below the header. */
export function scrollToRow(frame: HTMLElement | null, index: number, rowHeightPx: number): void {
  if (!frame) return;
  const topPx = index * rowHeightPx;
  const leastPx = topPx + rowHeightPx + HEAD_PX - frame.clientHeight;
  if (frame.scrollTop > topPx) frame.scrollTop = topPx;
  else if (frame.scrollTop < leastPx) frame.scrollTop = leastPx;
}
