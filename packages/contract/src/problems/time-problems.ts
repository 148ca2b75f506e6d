/** Days, instants and ranges of them. */
import type { ProblemTable } from "./problem-table";

export const TIME_PROBLEMS = {
  "not-an-instant": () =>
    "must be ISO 8601 with an offset, as 2026-01-31T09:30:00Z. Add Z for UTC to a time without one.",
  "not-a-zone": () => "must be the name of a time zone, as Europe/Berlin or UTC. Take it from the list.",
  "not-a-month": () => "must be a month, as 2026-01.",
  "not-a-day": () => "must be a day, as 2026-01-31.",
  "not-a-bound": () => "must be a day, as 2026-01-31, or an instant with its offset.",
  "year-too-early": ({ first }: { first: number }) => `must not be before ${first}. Check the year.`,
  "year-out-of-range": ({ first, last }: { first: number; last: number }) =>
    `must lie in the years ${first} to ${last}.`,
  "offset-too-far": ({ mostHours }: { mostHours: number }) =>
    `has an offset of more than ${mostHours} hours. Write it in UTC, with Z.`,
  "range-turned-round": () => "lies before from. Swap them.",
  "range-too-long": ({ days, mostDays }: { days: number; mostDays: number }) =>
    `makes a range of ${days} days. Shorten it: at most ${mostDays} are read at once.`,
  "too-many-spend-rows": ({ most }: { most: number }) =>
    `makes more than ${most} rows. Group by month, shorten the range or filter.`,
} satisfies ProblemTable;
