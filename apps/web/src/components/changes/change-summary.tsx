/** What a change of many prices comes to: how many rows are chosen, the last 30 days at both prices, what is held, what was refused. */
import { Alert, Button, Checkbox, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { downloadText } from "../download-text";
import { ImpactSummary } from "../impact-summary";
import { type ChangeRow, type ChangeSet, impactOf, isHeld } from "./change-choice";
import { counted } from "#web/components/count";

type SummaryProps = Readonly<{ set: ChangeSet; chosen: readonly ChangeRow[]; isOld: boolean }>;

export function ChangeSummary({ set: { rows, counts, impact, heldCount }, chosen, isOld }: SummaryProps) {
  const placeholders = chosen.filter(({ isPlaceholder }) => isPlaceholder).length;
  const open = heldCount - chosen.filter(isHeld).length;
  const lead = (
    <>
      <b>{chosen.length.toLocaleString("en")}</b> of {rows.length.toLocaleString("en")} chosen:{" "}
      {counts.added.toLocaleString("en")} new, {counts.changed.toLocaleString("en")} changed,{" "}
      {(counts.same + counts.refused).toLocaleString("en")} left alone.
      {placeholders > 0 && ` ${placeholders.toLocaleString("en")} of the chosen take the default price.`}
    </>
  );
  return (
    <>
      {impact && <ImpactSummary impact={{ ...impact, ...impactOf(chosen) }} isOld={isOld} lead={lead} />}
      {open > 0 && (
        <Alert flex="none" variant="light" color="orange" p="xs">
          {counted(open, "row is", "rows are")} held: far moves, another unit, another provider's price, or a price set
          by hand. Most far moves turn out to be unit mistakes. Choose each that is right; the others stay as they are.
        </Alert>
      )}
    </>
  );
}

type RefusedProps = Readonly<{
  csv: string;
  count: number;
  isSkipping: boolean;
  onSkip: (isSkipping: boolean) => void;
}>;

export const RefusedRows = ({ csv, count, isSkipping, onSkip }: RefusedProps) => (
  <Group gap="sm" justify="flex-end">
    <Checkbox
      size="xs"
      label={`Import the good rows without the ${count.toLocaleString("en")} refused`}
      checked={isSkipping}
      onChange={({ currentTarget }) => onSkip(currentTarget.checked)}
    />
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconDownload size={12} aria-hidden />}
      onClick={() => downloadText("refused-rows.csv", csv, "text/csv")}
    >
      Refused rows with reasons
    </Button>
  </Group>
);
