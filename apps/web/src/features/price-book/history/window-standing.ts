/** How a window stands at a moment. Time: ISO 8601 UTC texts of one form, which compare as they are. */
import type { PriceVersion } from "../price-row";

export type WindowStanding = "current" | "scheduled" | "past" | "superseded";
type Window = Pick<PriceVersion, "validFrom" | "validUntil" | "supersededAt">;

export function standingOf({ validFrom, validUntil, supersededAt }: Window, now: string): WindowStanding {
  if (supersededAt !== null) return "superseded";
  if (validFrom !== null && Date.parse(validFrom) > Date.parse(now)) return "scheduled";
  return validUntil !== null && Date.parse(validUntil) <= Date.parse(now) ? "past" : "current";
}
