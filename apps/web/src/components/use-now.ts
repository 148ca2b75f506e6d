/**
 * The time for ages on the screen, one clock for all of them: a table of a thousand ages has one timer, and a row that scrolls in is
 * drawn once. Time: epoch ms, in steps of half a minute, never ahead.
 */
import { useSyncExternalStore } from "react";

const STEP_MS = 30_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const hear of listeners) hear();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const stepNow = () => Math.floor(Date.now() / STEP_MS) * STEP_MS;

export const useNow = (): number => useSyncExternalStore(subscribe, stepNow);
