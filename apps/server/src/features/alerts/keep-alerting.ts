/**
 * Checks the rules in the background, and sends what they found. Of several processes on one database the one that moves `alert_watch.next_at` does it.
 * Time    looked at every five seconds, checked once a minute. Errors: logged, and tried again at the next look.
 */
import type { Services } from "#server/services/context";
import { type AlertParts, checkRules } from "./check-rules";
import { deliverDue } from "./channels/deliver-alerts";
import { claimCheck } from "./rule-rows";

const LOOK_MS = 5000;
const CHECK_MS = 60_000;

/** null: it is not due, or somebody else's. */
export async function checkWhenDue(services: Services, parts: AlertParts): Promise<number | null> {
  const isOurs = await claimCheck(services.db.pool, services.clock(), CHECK_MS);
  return isOurs ? checkRules(services, parts) : null;
}

export function keepAlerting(services: Services, parts: AlertParts): { close: () => Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let isRunning = false;
  const look = () => {
    if (isRunning) return;
    isRunning = true;
    running = checkWhenDue(services, parts)
      .then(() => deliverDue(services))
      .catch((error: unknown) => services.log.warn({ err: error }, "alerts could not be checked or sent"))
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
