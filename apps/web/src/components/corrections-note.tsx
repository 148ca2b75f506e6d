/** That a sum of some days holds corrections of closed months: how much, and where they are listed. Nothing where there are none. */
import { Text } from "@mantine/core";
import type { DayRange } from "@ratecard/contract";
import { RouteLink } from "./links";
import { Money } from "./money";

type CorrectionsNoteProps = Readonly<{
  corrections: Readonly<{ requests: number; costUsd: string }>;
  range: DayRange;
}>;

export function CorrectionsNote({ corrections: { requests, costUsd }, range: { from, to } }: CorrectionsNoteProps) {
  if (requests === 0 && costUsd === "0") return null;
  return (
    <Text size="xs" component="div">
      of which{" "}
      <RouteLink to="/dashboard/corrections" search={{ from, to } as never} inherit>
        <Money usd={costUsd} /> corrects earlier months
      </RouteLink>
    </Text>
  );
}
