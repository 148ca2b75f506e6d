/** A callback whose identity never changes and that always does the newest thing: for children that are memoised. */
import { useCallback, useLayoutEffect, useRef } from "react";

export function useStable<Arguments extends unknown[], Answer>(
  callback: (...given: Arguments) => Answer,
): (...given: Arguments) => Answer {
  const newest = useRef(callback);
  useLayoutEffect(() => {
    newest.current = callback;
  });
  return useCallback((...given: Arguments) => newest.current(...given), []);
}
