/**
 * Is an off-peak window open?
 *
 * Time    UTC minutes of the day, [start, end); a window with start >= end passes midnight. The
 *         weekday is that of the moment itself, read in the block's zone.
 * Source  LiteLLM: windows without weekdays hold every day.
 */
import type { OffPeak, OffPeakWindow } from "./price-terms";

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1440;
const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function isOffPeak(offPeak: OffPeak, at: number): boolean {
  const minute = Math.floor(at / MINUTE_MS) % DAY_MINUTES;
  return offPeak.windows.some(
    (window) => coversMinute(window, minute) && coversWeekday(window, at, offPeak.weekdayZone),
  );
}

const coversMinute = ({ startMinute, endMinute }: OffPeakWindow, minute: number): boolean =>
  startMinute < endMinute ? startMinute <= minute && minute < endMinute : minute >= startMinute || minute < endMinute;

const coversWeekday = (window: OffPeakWindow, at: number, zone: string | undefined): boolean =>
  window.weekdays === undefined || window.weekdays.includes(weekdayOf(at, zone));

/** 1 = Monday. A zone the runtime does not know counts as UTC. */
const weekdayOf = (at: number, zone = "UTC"): number => WEEKDAYS.indexOf(formatOf(zone).format(at)) + 1;

/** Making a formatter costs a hundred times what using one does. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = makeFormat(zone);
  formats.set(zone, format);
  return format;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-US", { weekday: "short", timeZone: "UTC" });
  }
}
