/**
 * The days that a file covers: the first and the last instant of each day of UTC. Two instants tell all days of any zone, because no
 * day of UTC lies on more than two of them.
 * Time    `now` is epoch ms UTC: an event without a time counts as of now. Times that the intake refuses are left out.
 */
import { FIRST_USAGE_YEAR, MOST_HOURS_AHEAD } from "@ratecard/contract";
import type { UsageItem } from "./usage-item";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const EARLIEST = Date.UTC(FIRST_USAGE_YEAR, 0, 1);

export type DaysOfFile = Readonly<{
  add: (item: UsageItem) => void;
  /** ISO 8601 UTC, in order. */
  instants: () => string[];
}>;

export function openDaysOfFile(now: number): DaysOfFile {
  const days = new Map<number, Readonly<{ first: number; last: number }>>();
  return {
    add: (item) => {
      const at = item.ok ? timeOf(item.event, now) : Number.NaN;
      if (!(at >= EARLIEST && at <= now + MOST_HOURS_AHEAD * HOUR_MS)) return;
      const day = Math.floor(at / DAY_MS);
      const { first, last } = days.get(day) ?? { first: at, last: at };
      if (!days.has(day) || at < first || at > last)
        days.set(day, { first: Math.min(first, at), last: Math.max(last, at) });
    },
    instants: () =>
      [...new Set([...days.values()].flatMap(({ first, last }) => [first, last]))]
        .toSorted((left, right) => left - right)
        .map((at) => new Date(at).toISOString()),
  };
}

function timeOf(event: unknown, now: number): number {
  if (typeof event !== "object" || event === null) return Number.NaN;
  const { occurredAt } = event as Readonly<{ occurredAt?: unknown }>;
  if (occurredAt === undefined || occurredAt === null) return now;
  return typeof occurredAt === "string" ? Date.parse(occurredAt) : Number.NaN;
}
