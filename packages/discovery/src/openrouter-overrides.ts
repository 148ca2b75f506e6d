/**
 * OpenRouter's `pricing.overrides`: what a long prompt costs, and what a request costs at some times of day.
 *
 * Units   `min_prompt_tokens` must be exceeded; `utc_start` and `utc_end` are clock numbers in UTC (1630 is 16:30), the end not in it.
 * Errors  an entry that no term can say is kept as it came, never applied: under several conditions at once, under one that is
 *         not known, or with other rates than the first entry of a time of day.
 * Source  PricingOverride of @openrouter/sdk 1.3.19: all conditions of an entry must hold, rates that it has not are the base ones.
 */
import type { OffPeak, OffPeakWindow, Rates, Threshold } from "@ratecard/pricing";
import { asObject, digitsField, field, type JsonObject, rawOf } from "./read-json";

export type Overrides = Readonly<{
  thresholds: readonly Threshold[];
  offPeak: OffPeak | undefined;
  /** JSON by its place, `overrides[1]`. */
  kept: ReadonlyMap<string, string>;
}>;

const LONG_PROMPT = "min_prompt_tokens";
const TIME_OF_DAY = ["utc_start", "utc_end", "utc_days"];

/** `rateFields`: names of rates; every other field of an entry is a condition. `ratesOf`: undefined where one is unreadable. */
export function readOverrides(
  entries: readonly unknown[],
  rateFields: ReadonlySet<string>,
  ratesOf: (entry: JsonObject) => Rates | undefined,
): Overrides {
  const thresholds: Threshold[] = [];
  const timed: { window: OffPeakWindow; rates: Rates }[] = [];
  const kept = new Map<string, string>();
  for (const [index, item] of entries.entries()) {
    const entry = asObject(item) ?? {};
    const conditions = Object.keys(entry).filter((name) => !rateFields.has(name));
    const rates = ratesOf(entry);
    const aboveTokens = conditions.every((name) => name === LONG_PROMPT) ? tokensIn(entry) : undefined;
    const window = conditions.every((name) => TIME_OF_DAY.includes(name)) ? windowIn(entry) : undefined;
    if (rates && aboveTokens !== undefined) thresholds.push({ aboveTokens, rates });
    else if (rates && window && haveEqualRates(timed[0]?.rates ?? rates, rates)) timed.push({ window, rates });
    else kept.set(`overrides[${index}]`, rawOf(entry, Object.keys(entry)));
  }
  const [first] = timed;
  return { thresholds, offPeak: first && { windows: timed.map(({ window }) => window), rates: first.rates }, kept };
}

function tokensIn(entry: JsonObject): number | undefined {
  const tokens = digitsField(entry, LONG_PROMPT);
  return tokens !== undefined && /^\d{1,12}$/.test(tokens) ? Number.parseInt(tokens, 10) : undefined;
}

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** Days without a window are whole ones. */
function windowIn(entry: JsonObject): OffPeakWindow | undefined {
  const [isDayTold, isTimeTold] = ["utc_days", "utc_start"].map((name) => field(entry, name) !== undefined);
  const weekdays = isDayTold ? weekdaysIn(field(entry, "utc_days")) : undefined;
  if ((isDayTold && !weekdays) || (!isDayTold && !isTimeTold)) return undefined;
  const [startMinute, endMinute] = isTimeTold ? [minuteIn(entry, "utc_start"), minuteIn(entry, "utc_end")] : [0, 0];
  if (startMinute === undefined || endMinute === undefined) return undefined;
  return { startMinute, endMinute, ...(weekdays && { weekdays }) };
}

function weekdaysIn(days: unknown): readonly number[] | undefined {
  const numbers = Array.isArray(days) ? days.map((day) => DAYS.indexOf(String(day)) + 1) : [];
  return numbers.length === 0 || numbers.includes(0) ? undefined : numbers;
}

/** 30 is 00:30, 400 is 04:00. */
function minuteIn(entry: JsonObject, name: string): number | undefined {
  const digits = digitsField(entry, name) ?? "";
  if (!/^\d{1,4}$/.test(digits)) return undefined;
  const clock = digits.padStart(4, "0");
  const [hour, minute] = [Number.parseInt(clock.slice(0, 2), 10), Number.parseInt(clock.slice(2), 10)];
  return hour < 24 && minute < 60 ? hour * 60 + minute : undefined;
}

function haveEqualRates(a: Rates, b: Rates): boolean {
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  return left.length === right.size && left.every(([kind, rate]) => right.get(kind) === rate);
}
