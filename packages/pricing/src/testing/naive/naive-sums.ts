/** Sums of many requests, as the rules say it. In tests only. Shares no code with the engine. */
import type { Usage } from "../../usage";

/** The report consumed something, and nobody knows in how many requests. */
export const isUncounted = (usage: Usage): boolean =>
  usage.sumOfRequests === 0 &&
  Object.entries(usage).some(([field, count]) => field.endsWith("Tokens") && typeof count === "number" && count > 0);

/** Of a sum its mean, of an uncounted one a short prompt. */
export function promptOf({ promptTokens = 0, sumOfRequests }: Usage): number {
  if (sumOfRequests === undefined) return promptTokens;
  return sumOfRequests === 0 ? 1 : Math.ceil(promptTokens / sumOfRequests);
}

/** A price that is there, and not 0. */
export const isCharged = (price: string | undefined): boolean => /[1-9]/.test(price ?? "0");
