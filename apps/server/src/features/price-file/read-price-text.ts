/**
 * A price as people write it in a file: with a dollar sign, with commas between thousands.
 *
 * Errors  a sentence where it can be read in two ways (1,25 and 1,250), or is no amount of dollars; never a guess. What is left
 *         is for the price's own reader.
 */
export type PriceText = Readonly<{ value: string } | { problem: string }>;

const DOLLARS_BEFORE = /^(?:us\$|\$|usd)\s*(?=[\d.,])/i;
const DOLLARS_BEHIND = /(?<=[\d.,])\s*(?:us\$|\$|usd)$/i;
const OTHER_CURRENCY = /[\u00A2-\u00A5\u20A0-\u20BF]|\b(?:eur|gbp|chf|jpy|cny|inr)\b/i;
const GROUPED = /^[1-9]\d{0,2}(?:,\d{3})+\.\d+$|^[1-9]\d{0,2}(?:,\d{3}){2,}$/;
const WITH_COMMAS = /^\d[\d.]*(?:,[\d.]*)+$/;

export function readPriceText(cell: string): PriceText {
  const text = cell.trim();
  if (OTHER_CURRENCY.test(text)) return { problem: "is not in US dollars. Convert it: prices are kept in USD." };
  const bare = text.replace(DOLLARS_BEFORE, "").replace(DOLLARS_BEHIND, "");
  if (GROUPED.test(bare)) return { value: bare.replaceAll(",", "") };
  if (!WITH_COMMAS.test(bare)) return { value: bare };
  return {
    problem: `can be read in two ways: is its comma one of decimals or of thousands? Write ${examplesOf(bare)}.`,
  };
}

/** Both readings, without the comma. */
function examplesOf(bare: string): string {
  const [whole = "", rest = ""] = bare.split(",", 2);
  const isOneComma = bare.indexOf(",") === bare.lastIndexOf(",") && !bare.includes(".");
  return isOneComma && rest !== ""
    ? `${whole}.${rest} or ${whole}${rest}`
    : "it with a point for the decimals, as 1250.00";
}
