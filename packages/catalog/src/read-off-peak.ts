/**
 * LiteLLM's `off_peak_pricing` block.
 *
 * Time    hours are UTC; weekdays are read in the block's own zone.
 * Errors  an hour that cannot be read is left out, as LiteLLM does; a block without any is refused.
 */
import type { OffPeak, OffPeakWindow } from "@ratecard/pricing";
import { isJsonArray, isJsonObject, type JsonValue, wholeOf } from "./json-text";
import type { PriceReader } from "./price-reader";
import { readBaseRates } from "./read-tiers";

const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

export function readOffPeak(reader: PriceReader, value: JsonValue): OffPeak | undefined {
  if (!isJsonObject(value)) return reader.refuse("off_peak_pricing", value, "not-an-object");
  const windows = hoursOf(value.hours_utc).map((hours): OffPeakWindow => hours);
  for (const rule of isJsonArray(value.windows) ? value.windows : []) {
    if (!isJsonObject(rule)) continue;
    const weekdays = isJsonArray(rule.weekdays) ? rule.weekdays.flatMap(weekdayOf) : undefined;
    for (const hours of hoursOf(rule.hours_utc)) windows.push(weekdays ? { ...hours, weekdays } : hours);
  }
  if (windows.length === 0) return reader.refuse("off_peak_pricing", value, "no-window");
  const zone = value.weekday_timezone;
  const weekdayZone = typeof zone === "string" && zone.trim() !== "" ? zone.trim() : undefined;
  const rates = readBaseRates(reader, value, "off_peak_pricing");
  return weekdayZone === undefined ? { windows, rates } : { windows, rates, weekdayZone };
}

/** "16:30-00:30", or a list of such; what cannot be read is left out. */
function hoursOf(value: JsonValue | undefined): OffPeakWindow[] {
  const texts = isJsonArray(value) ? value : [value];
  return texts.flatMap((text) => {
    const match = typeof text === "string" ? /^\s*(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})\s*$/.exec(text) : null;
    if (!match) return [];
    const [startHour = 0, startMinute = 0, endHour = 0, endMinute = 0] = match
      .slice(1)
      .map((digits) => Number.parseInt(digits, 10));
    const isTime = Math.max(startHour, endHour) < 24 && Math.max(startMinute, endMinute) < 60;
    return isTime ? [{ startMinute: startHour * 60 + startMinute, endMinute: endHour * 60 + endMinute }] : [];
  });
}

function weekdayOf(value: JsonValue): number[] {
  const whole = typeof value === "string" ? undefined : wholeOf(value);
  if (whole !== undefined) return whole >= 1 && whole <= 7 ? [whole] : [];
  if (typeof value !== "string") return [];
  const day = WEEKDAYS.indexOf(value.trim().toLowerCase().slice(0, 3)) + 1;
  return day > 0 ? [day] : [];
}
