/** Long work in turns: whoever asks after each item waits once a turn is over, so that everything else has its own. */
import { setImmediate } from "node:timers/promises";

const TURN_MS = 5;

/** Answers a promise to wait for when it is the others' turn. */
export function takeTurns(): () => Promise<void> | undefined {
  let began = performance.now();
  return () => {
    if (performance.now() - began < TURN_MS) return undefined;
    return setImmediate().then(() => {
      began = performance.now();
    });
  };
}
