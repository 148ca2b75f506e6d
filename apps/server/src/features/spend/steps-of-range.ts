/** The days, weeks or months of a range, each with the days of the range that it holds. Time: a week begins on Monday. */
import { addDays, type DayRange, type Interval } from "@ratecard/contract";

/** `name` as SQL groups it: the day, the week's Monday, or 2026-01. Of an hour all three are instants, `to` its end. */
export type Step = DayRange & Readonly<{ name: string }>;

type DaysInterval = Exclude<Interval, "hour">;

export function stepsOfRange(range: DayRange, interval: DaysInterval): readonly Step[] {
  const steps: Step[] = [];
  for (let from = range.from; from <= range.to; ) {
    const end = lastDayOf(from, interval);
    const to = end < range.to ? end : range.to;
    steps.push({ name: nameOf(from, interval), from, to });
    from = addDays(to, 1);
  }
  return steps;
}

const DAYS_OF_WEEK = 7;
/** 0 on Monday. */
const weekday = (day: string): number => (new Date(day).getUTCDay() + DAYS_OF_WEEK - 1) % DAYS_OF_WEEK;

function nameOf(day: string, interval: DaysInterval): string {
  if (interval === "month") return day.slice(0, 7);
  return interval === "week" ? addDays(day, -weekday(day)) : day;
}

function lastDayOf(day: string, interval: DaysInterval): string {
  if (interval === "day") return day;
  if (interval === "week") return addDays(day, DAYS_OF_WEEK - 1 - weekday(day));
  const inNextMonth = addDays(`${day.slice(0, 8)}01`, 31);
  return addDays(`${inNextMonth.slice(0, 8)}01`, -1);
}
