/** A number of requests or tokens: readable at a glance, exact on hover. `null` is not known, which is not 0. */
import type { TextProps } from "@mantine/core";
import { Absent, InlineText } from "./quiet";

type CountProps = Readonly<{ of: CountValue | null | undefined; unit?: string; absent?: string }> &
  Pick<TextProps, "c" | "fw" | "size">;

export function Count({ of, unit, absent = "not known", ...text }: CountProps) {
  if (of === null || of === undefined) {
    return (
      <InlineText {...text}>
        <Absent title={absent} />
      </InlineText>
    );
  }
  const exact = exactCount(of);
  const glance = readableCount(of);
  const hover = unit === undefined ? exact : `${exact} ${unit}`;
  return (
    <InlineText {...text} tip={glance === exact && unit === undefined ? undefined : hover}>
      {glance}
    </InlineText>
  );
}

/** Counts as text. Units: whole numbers; sums beyond 2^53 come as decimal text and stay exact. */
const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const FULL = new Intl.NumberFormat("en");

type CountValue = number | string;

const whole = (value: CountValue): number | bigint => (typeof value === "number" ? value : BigInt(value));

/** "1.2M"; up to 9,999 every digit. */
export function readableCount(value: CountValue): string {
  const count = whole(value);
  return count < 10_000 && count > -10_000 ? FULL.format(count) : COMPACT.format(count);
}

/** "1,234,567". */
export const exactCount = (value: CountValue): string => FULL.format(whole(value));

/** "1 request", "1,234 requests". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${exactCount(count)} ${count === 1 ? one : many}`;

/** Reports in sums that do not tell how many requests they are of are counted by themselves: "12 requests and 1 report", "1 report". */
export function countedUsage(requests: number, reports = 0): string {
  if (reports === 0) return counted(requests, "request");
  return requests === 0
    ? counted(reports, "report")
    : `${counted(requests, "request")} and ${counted(reports, "report")}`;
}

/** "3 requests need", "1 report needs": `one` for a single one of either, else `many`. */
export const verbOf = (requests: number, reports: number, one: string, many: string): string =>
  requests + reports === 1 ? one : many;
