/**
 * The period of the dashboard as it stands in the URL, and the days it means.
 * Time    days of UTC, both ends included; `today` is a parameter. Relative periods move with it, so a saved link stays useful.
 */
import { useInterval } from "@mantine/hooks";
import { addDays, type DayRange } from "@ratecard/contract";
import { useState } from "react";
import { z } from "zod";

export const PERIODS = ["7d", "30d", "90d", "this-month", "last-month", "custom"] as const;
export type Period = (typeof PERIODS)[number];

export const PERIOD_LABEL: Readonly<Record<Period, string>> = {
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
  "this-month": "This month",
  "last-month": "Last month",
  custom: "Custom",
};

const Day = z.iso.date().or(z.literal("")).catch("");

export const PeriodSearch = z.object({ period: z.enum(PERIODS).catch("30d"), from: Day, to: Day });
export type PeriodSearch = z.output<typeof PeriodSearch>;

/** A custom period without its days is the default one. */
export function rangeOfPeriod({ period, from, to }: PeriodSearch, today: string): DayRange {
  switch (period) {
    case "7d":
      return last(7, today);
    case "30d":
      return last(30, today);
    case "90d":
      return last(90, today);
    case "this-month":
      return { from: firstOfMonth(today), to: today };
    case "last-month": {
      const end = addDays(firstOfMonth(today), -1);
      return { from: firstOfMonth(end), to: end };
    }
    case "custom":
      return from === "" || to === "" ? last(30, today) : { from, to };
  }
}

const last = (days: number, today: string): DayRange => ({ from: addDays(today, 1 - days), to: today });
const firstOfMonth = (day: string): string => `${day.slice(0, 8)}01`;

/** Today in UTC. */
const todayUtc = (now: Date): string => now.toISOString().slice(0, 10);

const CHECK_MS = 60_000;

/** Today in UTC; a page that stays open overnight moves on with it. */
export function useToday(): string {
  const [today, setToday] = useState(() => todayUtc(new Date()));
  useInterval(() => setToday(todayUtc(new Date())), CHECK_MS, { autoInvoke: true });
  return today;
}
