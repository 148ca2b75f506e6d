/** Step 3: the exact difference, since when it holds, a tick for each price that moves far, and the import as one named batch. */
import { Button, Group } from "@mantine/core";
import { useMemo } from "react";
import { DataTable, type Selection } from "#web/components/data-table";
import { ImpactSummary } from "#web/components/impact-summary";
import { ErrorState, LoadingState } from "#web/components/states";
import type { ImportPreview, PreviewRow } from "../shapes";
import { importRows } from "./chosen-price";
import { ConfirmAlerts } from "./confirm-alerts";
import { confirmColumns } from "./confirm-columns";
import { ConfirmSettings } from "./confirm-settings";
import { ImportButton } from "./import-button";
import { OutcomeCounts } from "./outcome-counts";
import { defaultUsdOf, useReview } from "./review-step";
import { useImportPreview } from "./use-import-preview";
import type { Sync } from "./use-sync";

type ConfirmStepProps = Readonly<{ sync: Sync; onBack: () => void; onImported: () => void }>;

export function ConfirmStep({ sync, onBack, onImported }: ConfirmStepProps) {
  const review = useReview(sync);
  const defaultUsd = defaultUsdOf(sync, review.data);
  const { selection, choices, acknowledged, setAcknowledged } = sync;
  const rows = useMemo(() => {
    const selected = review.data?.rows.filter(({ name }) => selection.has(name)) ?? [];
    return importRows(selected, choices, defaultUsd);
  }, [review.data, selection, choices, defaultUsd]);
  const effectiveFrom = sync.effectiveFrom === "" ? null : sync.effectiveFrom;
  const preview = useImportPreview(rows, effectiveFrom);
  const columns = useMemo(() => confirmColumns(acknowledged), [acknowledged]);
  const { data } = preview;

  if (review.error) return <ErrorState error={review.error} retry={() => void review.refetch()} />;
  if (!data && !preview.error) return <LoadingState label="Comparing with the price book" />;
  const { toWrite, moved, unticked } = data ? countsOf(data, acknowledged) : NOTHING;
  const lookAgain = async () => {
    await review.refetch();
    onBack();
  };
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <ConfirmSettings sync={sync} defaultUsd={defaultUsd} />
        <Group gap="xs" align="flex-start" ml="auto">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <ImportButton
            rows={rows}
            effectiveFrom={effectiveFrom}
            acknowledged={acknowledged}
            count={toWrite}
            isBlocked={unticked > 0 || moved > 0 || preview.isFetching}
            onImported={(imported) => {
              sync.setImported(imported);
              onImported();
            }}
            onMoved={lookAgain}
          />
        </Group>
      </Group>
      {data && (
        <ImpactSummary impact={data.impact} isOld={preview.isPlaceholderData} lead={<OutcomeCounts preview={data} />} />
      )}
      <ConfirmAlerts moved={moved} unticked={unticked} onLookAgain={() => void lookAgain()} />
      <DataTable
        label="prices to write"
        rows={data?.rows}
        columns={columns}
        rowKey={keyOf}
        sort="tick"
        ticking={{ ticked: acknowledged, onTick: setAcknowledged, tickKey }}
        isMuted={isNotWritten}
        error={preview.error}
        retry={preview.refetch}
        fill
      />
    </>
  );
}

const NOTHING = { toWrite: 0, moved: 0, unticked: 0 };

const countsOf = ({ counts, rows }: ImportPreview, acknowledged: Selection) => ({
  toWrite: counts.added + counts.changed,
  moved: counts.moved,
  unticked: rows.filter(({ model, quarantine }) => quarantine.length > 0 && !acknowledged.has(model)).length,
});

const tickKey = ({ model, quarantine }: PreviewRow) => (quarantine.length > 0 ? model : null);
const keyOf = (row: PreviewRow) => row.model;
const isNotWritten = ({ outcome }: PreviewRow) => outcome !== "added" && outcome !== "changed";
