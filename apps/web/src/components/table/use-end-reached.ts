/** Asks for the next page when the last drawn row comes near the end. */
import { useEffect } from "react";

/** So many rows early, so that scrolling does not stop. */
const EARLY_ROWS = 25;

export function useEndReached(lastDrawn: number, count: number, onEndReached: (() => void) | undefined): void {
  const isNear = count > 0 && lastDrawn >= count - EARLY_ROWS;
  useEffect(() => {
    if (isNear) onEndReached?.();
    // `count`: a page that came and still ends on the screen asks for another one.
  }, [isNear, count, onEndReached]);
}
