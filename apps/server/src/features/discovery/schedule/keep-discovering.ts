/**
 * Looks in the background whether the servers are to be asked again.
 * Time    every half minute; nothing here delays the start or the stop. Errors: logged, and tried again at the next look.
 */
import type { Services } from "#server/services/context";
import { runScheduled, type Tell } from "./run-scheduled";

const LOOK_MS = 30_000;

export function keepDiscovering(services: Services, tell: Tell): { close: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const look = () => {
    if (isRunning) return;
    isRunning = true;
    running = runScheduled(services, tell)
      .catch((error: unknown) => services.log.warn({ err: error }, "scheduled discovery could not be looked at"))
      .finally(() => {
        isRunning = false;
      });
  };
  look();
  const timer = setInterval(look, LOOK_MS).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
