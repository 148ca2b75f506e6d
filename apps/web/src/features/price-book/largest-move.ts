/** The largest of several differences, for a badge. Units: percent of the catalogue's price, as decimal text. */
import { compareDecimals, type Decimal, formatDecimal, parseDecimal } from "@ratecard/money";
import type { PriceRow } from "./price-row";

type Move = Readonly<{
  text: string;
  isDearer: boolean;
  /** For sorting: hundredths of a percent. */
  rank: bigint;
}>;
type Differences = NonNullable<PriceRow["drift"]>["differences"];

/** As the server rounds a percentage. */
const PERCENT_DECIMALS = 2;

/** null: there is none. Without a ratio (a price on one side only, or from zero) it says so instead of a number. */
export function largestMove(differences: Differences): Move | null {
  if (differences.length === 0) return null;
  const moves = differences.flatMap(({ percent }) => {
    const parsed = percent === undefined ? null : parseDecimal(percent);
    return parsed?.ok ? [parsed.value] : [];
  });
  const largest = moves.reduce<Decimal | null>(
    (most, move) => (most && compareDecimals(size(most), size(move)) >= 0 ? most : move),
    null,
  );
  if (!largest) return { text: "differs", isDearer: false, rank: 0n };
  const isDearer = largest.digits > 0n;
  const whole = formatDecimal(size(largest)).replace(/\..*/, "");
  const text = `${isDearer ? "+" : "−"}${whole === "0" ? "<1" : whole} %`;
  return { text, isDearer, rank: size(largest).digits * 10n ** BigInt(PERCENT_DECIMALS - largest.scale) };
}

const size = (value: Decimal): Decimal => ({ ...value, digits: value.digits < 0n ? -value.digits : value.digits });
