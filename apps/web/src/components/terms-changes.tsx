/** What differs between two prices, in one line: the first differences, all of them on hover. Units: decimal text in USD. */
import { Text } from "@mantine/core";
import type { TermsChange } from "@ratecard/pricing";
import { valueText } from "./differences";
import { fieldName } from "./field-name";
import { HoverTip } from "./hover-tip";
import { TwoLines } from "./two-lines";

/** `fields`: so many are named in the line. */
type TermsChangesProps = Readonly<{ changes: readonly TermsChange[]; fields?: number }>;

export function TermsChanges({ changes, fields = 1 }: TermsChangesProps) {
  const more = changes.length - fields;
  return (
    <HoverTip label={changes.map(changeText).join(", ")}>
      <span>
        <TwoLines>
          {changes.slice(0, fields).map(changeText).join(", ")}
          {more > 0 && (
            <Text span inherit c="dimmed">
              {" "}
              and {more} more
            </Text>
          )}
        </TwoLines>
      </span>
    </HoverTip>
  );
}

const changeText = (change: TermsChange): string => {
  const { field, from, to, unit } = change;
  const move = `${valueText(change, from)} → ${valueText(change, to)}`;
  return `${fieldName(field)} ${move}${unit === "usd-per-1m" ? " / 1M" : ""}`;
};
