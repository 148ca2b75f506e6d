/** What changes in a price, in one line: `input $3 → $4 (+33.33 %)`. Units: USD per 1M tokens, USD per request. */
import { Text } from "@mantine/core";
import { KIND_WORDS } from "#web/components/rung-words";
import type { TermDifference } from "./shapes";

export function Differences({ differences }: Readonly<{ differences: readonly TermDifference[] }>) {
  if (differences.length === 0) {
    return (
      <Text span inherit c="dimmed">
        nothing changes
      </Text>
    );
  }
  const sentence = differences.map(differenceText).join(" · ");
  return (
    <Text span inherit truncate title={sentence}>
      {sentence}
    </Text>
  );
}

export function differenceText({ field, unit, from, to, percent }: TermDifference): string {
  const name = fieldName(field);
  const shown = (text: string | null) => (text === null ? "nothing" : unit.startsWith("usd") ? `$${text}` : text);
  if (unit === "text") return `${name} ${from === null ? "added" : to === null ? "taken away" : "changed"}`;
  const move = from === null ? shown(to) : `${shown(from)} → ${shown(to)}`;
  return percent === null || percent === "0" ? `${name} ${move}` : `${name} ${move} (${withSign(percent)} %)`;
}

const withSign = (percent: string) => (percent.startsWith("-") ? percent : `+${percent}`);

/** `cacheRead` as "cache read"; thresholds and units keep the names they have. */
export const fieldName = (field: string): string =>
  field === "perRequest" ? "per request" : (KIND_WORDS[field] ?? field).toLowerCase();
