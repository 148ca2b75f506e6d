/** What the period before had, and how far it is from now. Neither direction is good or bad: spend follows use. */
import { Text, Tooltip } from "@mantine/core";
import type { DayRange } from "@ratecard/contract";
import { parseSignedUsd, percentDifference } from "@ratecard/money";
import type { ReactNode } from "react";

type ChangeProps = Readonly<{ percent: string | undefined; before: ReactNode; previous: DayRange }>;

export function Change({ percent, before, previous }: ChangeProps) {
  const text = changeText(percent);
  return (
    <Tooltip label={`Compared with ${previous.from} to ${previous.to}`}>
      <Text size="xs" c="dimmed" component="div">
        {text === null ? "nothing before" : text} <span aria-hidden>·</span> {before} before
      </Text>
    </Tooltip>
  );
}

const ONE_DECIMAL = 1;

/** Of money, exactly; `undefined` when nothing was spent before. */
export function moneyChange(before: string, now: string): string | undefined {
  const [from, to] = [parseSignedUsd(before), parseSignedUsd(now)];
  return from.ok && to.ok ? percentDifference(from.value, to.value, ONE_DECIMAL) : undefined;
}

export function countChange(before: string | number, now: string | number): string | undefined {
  const from = Number(before);
  return from === 0 ? undefined : String(((Number(now) - from) / from) * 100);
}

/** Fractions and changes as people read them. Units: a fraction as decimal text in, percent out. */

const PERCENT = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** "93.4 %". Never "100.0 %" for less than all, never "0.0 %" for more than nothing. */
export function shareText(share: string): string {
  const percent = Number(share) * 100;
  if (percent > 0 && percent < 0.1) return "< 0.1 %";
  if (percent < 100 && percent > 99.9) return "> 99.9 %";
  return `${PERCENT.format(percent)} %`;
}

const MOST_PERCENT = 999;

/** "+12.5 %"; null where the old value is 0 and there is no ratio to speak of. `percent` as decimal text. */
export function changeText(percent: string | undefined): string | null {
  if (percent === undefined) return null;
  const value = Number(percent);
  if (Math.abs(value) > MOST_PERCENT) return value > 0 ? "> +999 %" : "< −999 %";
  const sign = value > 0 ? "+" : value < 0 ? "−" : "±";
  return `${sign}${PERCENT.format(Math.abs(value))} %`;
}
