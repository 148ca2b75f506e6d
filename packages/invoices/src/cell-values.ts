/**
 * Single cells of an invoice.
 * Errors  null: it is no such value. Time: an instant is of its day in UTC; a month is all of its days.
 */
import { multiplyDecimals, parseDecimal, type Decimal } from "@ratecard/money";
import type { Amount, BilledDays } from "./billed-line";

const DAY_MS = 86_400_000;
const DAY_LENGTH = "2026-01-31".length;
/** Of the year 5138 in seconds: what is larger counts ms. */
const MOST_SECONDS = 100_000_000_000;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i;
/** Seconds or ms as Java writes them, `1.7908128E9`. */
const WITH_EXPONENT = /^\d(\.\d+)?e\+?(9|1[0-5])$/i;
const MONTH = /^(2\d{3})-?(0[1-9]|1[0-2])$/;
const GERMAN = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const AMERICAN = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\b/;

export const textIn = (value: unknown): string =>
  typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";

export function daysIn(value: unknown): BilledDays | null {
  const text = textIn(value);
  const month = MONTH.exec(text);
  if (month) return monthOf(`${month[1]}-${month[2]}`);
  if (/^\d{8}$/.test(text)) return oneDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
  if (/^\d{9,16}(\.\d+)?$/.test(text) || WITH_EXPONENT.test(text)) return instantDay(text);
  const german = GERMAN.exec(text);
  if (german) return oneDay(joined(german[3], german[2], german[1]));
  const american = AMERICAN.exec(text);
  if (american) return oneDay(joined(american[3], american[1], american[2]));
  const [, day = "", time, zone = "Z"] = ISO.exec(text) ?? [];
  if (time === undefined || /^(Z|UTC)$/i.test(zone)) return oneDay(day);
  return isoDay(Date.parse(`${day}T${time}${zone.slice(0, 3)}:${zone.slice(-2)}`));
}

const MIDNIGHT = /^\d{4}-\d{2}-\d{2}(?:[T ]00:00(?::00)?(?:\.0+)?\s*(?:Z|UTC|[+-]00:?00)?)?$/i;

/** The last day of a time that ends at this instant, which is none of it. null: it is none. */
export function lastDayBefore(value: unknown): string | null {
  const day = daysIn(value)?.day;
  if (day === undefined) return null;
  return MIDNIGHT.test(textIn(value)) ? new Date(Date.parse(day) - DAY_MS).toISOString().slice(0, DAY_LENGTH) : day;
}

const joined = (year = "", month = "", day = ""): string => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;

function instantDay(text: string): BilledDays | null {
  const at = Math.trunc(+text);
  return isoDay(at < MOST_SECONDS ? at * 1000 : at);
}

const isoDay = (at: number): BilledDays | null =>
  Number.isFinite(at) ? oneDay(new Date(at).toISOString().slice(0, DAY_LENGTH)) : null;

/** Of the contract's years, 2000 to 2999; in any month. */
const YEAR = /^2\d{3}-/;
const PLAIN_DAY = /^2\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

function oneDay(day: string): BilledDays | null {
  if (PLAIN_DAY.test(day)) return { day, lastDay: day };
  const at = Date.parse(`${day}T00:00:00Z`);
  const isThere = Number.isFinite(at) && new Date(at).toISOString().startsWith(day);
  return day.length === DAY_LENGTH && YEAR.test(day) && isThere ? { day, lastDay: day } : null;
}

function monthOf(month: string): BilledDays {
  const day = `${month}-01`;
  const within = Date.parse(`${day}T00:00:00Z`) + 31 * DAY_MS;
  const next = Date.parse(`${new Date(within).toISOString().slice(0, "2026-01".length)}-01T00:00:00Z`);
  return { day, lastDay: new Date(next - DAY_MS).toISOString().slice(0, DAY_LENGTH) };
}

const GROUPED = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
/** Decimals of a number that was written with an exponent. */
const MOST_DECIMALS = 40;

/** `-$1,234.50`, `1.234,50 EUR`, `0.1`, `1e-7`; by `isComma` a comma is before the decimals. An amount in brackets is negative. */
export function amountIn(value: unknown, isComma = false): Amount | null {
  const given = textIn(value).replace(/^\((.*)\)$/, "-$1");
  const bare = given.replaceAll(/[$€£\s\u00A0']|(?<=\d)\s*[A-Z]{3}$/g, "");
  const plain = isComma
    ? bare.replaceAll(".", "").replace(",", ".")
    : GROUPED.test(bare)
      ? bare.replaceAll(",", "")
      : bare;
  const parsed = parseDecimal(plain);
  if (!parsed.ok) return null;
  const decimals = /e/i.test(plain) ? MOST_DECIMALS : (plain.split(".")[1] ?? "").length;
  return { value: parsed.value, decimals: Math.min(decimals, MOST_DECIMALS) };
}

export const quantityIn = (value: unknown, isComma = false): Decimal | null => amountIn(value, isComma)?.value ?? null;

/** How many of `1K`, `1M Tokens`, `100 Hours` one is. null: nobody knows. */
export function unitFactor(unit: unknown): Decimal | null {
  const [, count = "", letter = ""] = /^\s*([\d,.]*)\s*([KM]?)\b/i.exec(textIn(unit)) ?? [];
  const parsed = parseDecimal(count.replaceAll(",", "") || (letter === "" ? "" : "1"));
  if (!parsed.ok) return null;
  const power = letter.toUpperCase() === "K" ? "1e3" : letter.toUpperCase() === "M" ? "1e6" : "1";
  const scale = parseDecimal(power);
  return scale.ok ? multiplyDecimals(parsed.value, scale.value) : null;
}

const SIGNS: Readonly<Record<string, string>> = {
  $: "USD",
  US$: "USD",
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₩": "KRW",
  A$: "AUD",
  AU$: "AUD",
  CA$: "CAD",
  R$: "BRL",
};

/** Of a sign or of three letters; empty: it is no currency that is known, or one of several ("¥"). */
export const currencyOfSign = (sign: string): string => SIGNS[sign] ?? (/^[A-Z]{3}$/.test(sign) ? sign : "");
