/**
 * Checks the rules in the background, and sends what they found. Of several processes on one database the one that moves `alert_watch.next_at` does it.
 * Time    looked at every five seconds, checked once a minute. Errors: logged, and tried again at the next look.
 */
import { keepLooking, type Keeper } from "#server/jobs/keep-looking";
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

export const keepAlerting = (services: Services, parts: AlertParts): Keeper =>
  keepLooking(services, { everyMs: LOOK_MS, failed: "alerts could not be checked or sent" }, async () => {
    await checkWhenDue(services, parts);
    await deliverDue(services);
  });
