/** The ticked rows in one line: how many, and the last 30 days at both prices; then what still needs a tick. */
import { Alert } from "@mantine/core";
import { ImpactSummary } from "#web/components/impact-summary";
import type { SyncPreview, SyncRow } from "./shapes";
import { impactOf } from "./ticked-rows";

type SyncSummaryProps = Readonly<{ preview: SyncPreview; selected: readonly SyncRow[] }>;

export function SyncSummary({ preview, selected }: SyncSummaryProps) {
  const lead = (
    <>
      <b>{selected.length.toLocaleString("en")}</b> of {preview.rows.length.toLocaleString("en")} ticked.
    </>
  );
  return <ImpactSummary impact={{ ...preview.impact, ...impactOf(selected) }} lead={lead} />;
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
