/** What differs between two prices, in one line: the first differences, all of them on hover. Units: decimal text in USD. */
import { Text } from "@mantine/core";
import type { TermsChange } from "@ratecard/pricing";
import { HoverTip } from "./hover-tip";

/** `fields`: so many are named in the line. */
type TermsChangesProps = Readonly<{ changes: readonly TermsChange[]; fields?: number }>;

export function TermsChanges({ changes, fields = 1 }: TermsChangesProps) {
  const more = changes.length - fields;
  return (
    <HoverTip label={changes.map(changeText).join(", ")}>
      <span>
        {changes.slice(0, fields).map(changeText).join(", ")}
        {more > 0 && (
          <Text span inherit c="dimmed">
            {" "}
            and {more} more
          </Text>
        )}
      </span>
    </HoverTip>
  );
}

const changeText = ({ field, from, to }: TermsChange): string => `${field} ${valueText(from)} → ${valueText(to)}`;

const valueText = (text: string | null): string => text ?? "none";
