/**
 * A price as people write it in a file: with a dollar sign, with commas between thousands, or before decimals where that was chosen.
 *
 * Errors  a problem where it can be read in two ways (1,25 and 1,250), or is no amount of dollars; never a guess. What is left
 *         is for the price's own reader.
 */
import type { DecimalSign, PriceUnit, Problem } from "@ratecard/contract";

export type PriceText = Readonly<{ value: string } | { problem: Problem }>;

const DOLLARS_BEFORE = /^(?:us\$|\$|usd)\s*(?=[\d.,])/i;
const DOLLARS_BEHIND = /(?<=[\d.,])\s*(?:us\$|\$|usd)$/i;
const OTHER_CURRENCY = /[\u00A2-\u00A5\u20A0-\u20BF]|\b(?:eur|gbp|chf|jpy|cny|inr)\b/i;
const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[1-9]\d{0,2}(?:,\d{3}){2,}$/;
const WITH_COMMAS = /^\d[\d.]*(?:,[\d.]*)+$/;

/** `decimals`: the sign that somebody said the file has before its decimals; the other one stands between thousands. */
export function readPriceText(cell: string, decimals: DecimalSign): PriceText {
  const text = cell.trim();
  if (OTHER_CURRENCY.test(text)) return { problem: { code: "other-currency", details: undefined } };
  const written = text.replace(DOLLARS_BEFORE, "").replace(DOLLARS_BEHIND, "");
  const bare = decimals === "comma" ? swapped(written.replaceAll(BLANK_BETWEEN_THOUSANDS, ".")) : written;
  if (GROUPED.test(bare)) return { value: bare.replaceAll(",", "") };
  if (!WITH_COMMAS.test(bare)) return { value: bare };
  const [sign, other] = decimals === "comma" ? (["point", "1250,00"] as const) : (["comma", "1250.00"] as const);
  const examples = decimals === "comma" ? swapped(examplesOf(bare)) : examplesOf(bare);
  return examples
    ? { problem: { code: "two-readings", details: { sign, readings: examples } } }
    : { problem: { code: "many-readings", details: { sign, decimals, example: other } } };
}

/** As 1 250,00 is written in France. */
const BLANK_BETWEEN_THOUSANDS = /(?<=\d)[ \u00A0\u202F](?=\d{3}(?:\D|$))/g;

/** Points for commas and commas for points. */
const swapped = (text: string): string => text.replaceAll(/[.,]/g, (sign) => (sign === "," ? "." : ","));

/** Both readings, without the comma; "" where there are more than two. */
function examplesOf(bare: string): string {
  const [whole = "", rest = ""] = bare.split(",", 2);
  const isOneComma = bare.indexOf(",") === bare.lastIndexOf(",") && !bare.includes(".");
  return isOneComma && rest !== "" ? `${whole}.${rest} or ${whole}${rest}` : "";
}

const WORDS: ReadonlyMap<string, PriceUnit> = new Map([
  ["token", "per-token"],
  ["1token", "per-token"],
  ...wordsOf("per-1k", "1k", "k", "1000", "thousand", "1thousand", "ktok", "1ktok"),
  ...wordsOf("per-1m", "1m", "m", "1000000", "million", "1million", "mio", "1mio", "mtok", "1mtok"),
]);

function wordsOf(unit: PriceUnit, ...words: string[]): [string, PriceUnit][] {
  return words.flatMap((word) => [
    [word, unit],
    [`${word}tokens`, unit],
  ]);
}

/**
 * The unit of one row's token prices, as people write it in a cell: "per 1K tokens", "$/1M", "per token".
 * Errors  undefined for words that are none of them.
 */
export function readUnit(cell: string): PriceUnit | undefined {
  const words = cell.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return WORDS.get(words.replace(/^(?:usd|us|dollars?)?(?:per)?/, ""));
}
