/** What differs between two prices, in one line: the first differences, all of them on hover. Units: decimal text in USD. */
import { Text } from "@mantine/core";
import type { TermsChange } from "@ratecard/pricing";
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

const changeText = ({ field, from, to, unit }: TermsChange): string =>
  `${field} ${valueText(from, unit)} → ${valueText(to, unit)}${unit === "usd-per-1m" ? " / 1M" : ""}`;

function valueText(text: string | null, unit: TermsChange["unit"]): string {
  if (text === null) return "none";
  return unit === "usd" || unit === "usd-per-1m" ? `$${text}` : text;
}
