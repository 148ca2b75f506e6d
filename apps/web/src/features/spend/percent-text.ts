/** Fractions and changes as people read them. Units: a fraction as decimal text in, percent out. */

const ONE_DECIMAL = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "93.4 %". Never "100.0 %" for less than all, never "0.0 %" for more than nothing. */
export function shareText(share: string): string {
  const percent = Number(share) * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  if (percent < 100 && percent > 99.9) return "> 99.9 %";
  return `${ONE_DECIMAL.format(percent)} %`;
}

const MOST_PERCENT = 999;

/** "+12.5 %"; null where the old value is 0 and there is no ratio to speak of. `percent` as decimal text. */
export function changeText(percent: string | undefined): string | null {
  if (percent === undefined) return null;
  const value = Number(percent);
  if (Math.abs(value) > MOST_PERCENT) return value > 0 ? "> +999 %" : "< −999 %";
  const sign = value > 0 ? "+" : value < 0 ? "−" : "±";
  return `${sign}${ONE_DECIMAL.format(Math.abs(value))} %`;
}
