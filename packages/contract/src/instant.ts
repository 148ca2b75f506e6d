/** A point in time with its offset, as 2026-01-31T09:30:00Z. */
import { z } from "zod";
import { zodMessage } from "./problems/zod-problems";

/** What PostgreSQL keeps: not the year 0, and no offset that no zone has. */
const FIRST_YEAR = 1970;
const FARTHEST_OFFSET_HOURS = 14;

export const OFFSET_TOO_FAR = zodMessage("offset-too-far", { mostHours: FARTHEST_OFFSET_HOURS });

/** A day without a time has none. */
export function hasOffsetOfZone(text: string): boolean {
  const [, hours = "0", minutes = "0"] = /T.*[+-](\d\d):(\d\d)$/.exec(text) ?? [];
  return Number(hours) * 60 + Number(minutes) <= FARTHEST_OFFSET_HOURS * 60;
}

export const Instant = z.iso
  .datetime({
    offset: true,
    abort: true,
    error: zodMessage("not-an-instant"),
  })
  .refine((text) => Number(text.slice(0, 4)) >= FIRST_YEAR, zodMessage("year-too-early", { first: FIRST_YEAR }))
  .refine(hasOffsetOfZone, OFFSET_TOO_FAR);
