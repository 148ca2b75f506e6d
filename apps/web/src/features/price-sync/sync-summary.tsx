/** The ticked rows in one line: how many, and the last 30 days at both prices; then what still needs a tick. */
import { Alert, Text } from "@mantine/core";
import { parseUsd, percentDifference } from "@ratecard/money";
import { Money } from "#web/components/money";
import { withSign } from "#web/components/differences";
import type { SyncPreview, SyncRow } from "./shapes";
import { impactOf } from "./ticked-rows";

type SyncSummaryProps = Readonly<{ preview: SyncPreview; selected: readonly SyncRow[] }>;

export function SyncSummary({ preview, selected }: SyncSummaryProps) {
  const { requests, beforeUsd, afterUsd } = impactOf(selected);
  const { days, isPartial } = preview.impact;
  return (
    <Text size="sm" lh="30px" role="status" component="div">
      <b>{selected.length.toLocaleString("en")}</b> of {preview.rows.length.toLocaleString("en")} ticked. Last {days}{" "}
      days: {requests.toLocaleString("en")} {requests === 1 ? "request" : "requests"}, <Money usd={beforeUsd} /> →{" "}
      <Money usd={afterUsd} fw={600} /> <Percent before={beforeUsd} after={afterUsd} />
      {isPartial && " (the busiest ones only)"}
    </Text>
  );
}

function Percent({ before, after }: Readonly<{ before: string; after: string }>) {
  const [from, to] = [parseUsd(before), parseUsd(after)];
  const percent = from.ok && to.ok ? percentDifference(from.value, to.value, 1) : undefined;
  if (percent === undefined || percent === "0") return null;
  return (
    <Text span inherit c={percent.startsWith("-") ? "dimmed" : "var(--rc-warn)"}>
      {withSign(percent)} %
    </Text>
  );
}

export const TicksMissing = ({ count }: Readonly<{ count: number }>) => (
  <Alert
    flex="none"
    variant="light"
    color="orange"
    p="xs"
    title={`${count.toLocaleString("en")} of the ticked ${count === 1 ? "rows needs" : "rows need"} a second look`}
  >
    They move far, look like another unit, or are another provider's price. Tick each one under “Meant”, or take it out
    of the selection.
  </Alert>
);
