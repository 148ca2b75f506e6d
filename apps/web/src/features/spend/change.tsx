/** What the period before had, and how far it is from now. Neither direction is good or bad: spend follows use. */
import { Text, Tooltip } from "@mantine/core";
import type { DayRange } from "@ratecard/contract";
import { parseSignedUsd, percentDifference } from "@ratecard/money";
import type { ReactNode } from "react";
import { changeText } from "./percent-text";

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
