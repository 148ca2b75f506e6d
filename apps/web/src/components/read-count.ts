/** Counts as text. Units: whole numbers; sums beyond 2^53 come as decimal text and stay exact. */
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const FULL = new Intl.NumberFormat("en");

export type CountValue = number | string;

const whole = (value: CountValue): number | bigint => (typeof value === "number" ? value : BigInt(value));

/** "1.2M"; up to 9,999 every digit. */
export function readableCount(value: CountValue): string {
  const count = whole(value);
  return count < 10_000 && count > -10_000 ? FULL.format(count) : COMPACT.format(count);
}

/** "1,234,567". */
export const exactCount = (value: CountValue): string => FULL.format(whole(value));
