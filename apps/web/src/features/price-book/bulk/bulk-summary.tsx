/** A bulk edit in one line: how many rows, and the last 30 days at old and new prices. */
import { Text } from "@mantine/core";
import { Money } from "#web/components/money";
import { Percent } from "../impact-preview";
import type { BulkPreview } from "./bulk-words";

export function BulkSummary({ preview, leftOut }: Readonly<{ preview: BulkPreview; leftOut: number }>) {
  const { counts, impact } = preview;
  const skipped = counts.same + counts.pinned + counts.kept + leftOut;
  return (
    <Text size="sm" role="status" component="div">
      <b>{counts.changed.toLocaleString("en")}</b> {counts.changed === 1 ? "changes" : "change"},{" "}
      <b>{skipped.toLocaleString("en")}</b> left alone. Last {impact.days} days: {impact.requests.toLocaleString("en")}{" "}
      {impact.requests === 1 ? "request" : "requests"}, <Money usd={impact.beforeUsd} /> →{" "}
      <Money usd={impact.afterUsd} fw={600} /> <Percent before={impact.beforeUsd} after={impact.afterUsd} />
      {impact.isPartial && " (the busiest ones only)"}
      {preview.scheduledCount > 0 && (
        <Text size="sm" c="var(--rc-warn)">
          {preview.scheduledCount.toLocaleString("en")} {preview.scheduledCount === 1 ? "has" : "have"} a price
          scheduled already: the note beside each says what becomes of it.
        </Text>
      )}
    </Text>
  );
}
