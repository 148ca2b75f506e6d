/** A bulk edit in one line: how many rows, and the last 30 days at old and new prices. */
import { Text } from "@mantine/core";
import { ImpactSummary } from "#web/components/impact-summary";
import type { BulkPreview } from "./bulk-words";

export function BulkSummary({ preview, leftOut }: Readonly<{ preview: BulkPreview; leftOut: number }>) {
  const { counts, impact } = preview;
  const skipped = counts.same + counts.pinned + counts.kept + leftOut;
  const lead = (
    <>
      <b>{counts.changed.toLocaleString("en")}</b> {counts.changed === 1 ? "changes" : "change"},{" "}
      <b>{skipped.toLocaleString("en")}</b> left alone.
    </>
  );
  return (
    <ImpactSummary impact={impact} lead={lead}>
      {preview.scheduledCount > 0 && (
        <Text size="sm" c="var(--rc-warn)">
          {preview.scheduledCount.toLocaleString("en")} {preview.scheduledCount === 1 ? "has" : "have"} a price
          scheduled already: the note beside each says what becomes of it.
        </Text>
      )}
    </ImpactSummary>
  );
}
