/** Step 3: the exact difference, a tick for each price that moves far, and the import as one named batch. */
import { Alert, Button, Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "#web/components/data-table";
import { ImpactSummary } from "#web/components/impact-summary";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpcClient } from "#web/trpc";
import { importRows } from "./chosen-price";
import { confirmColumns } from "./confirm-columns";
import { DefaultPrice } from "./default-price";
import { ImportButton } from "./import-button";
import { defaultUsdOf, useReview } from "./review-step";
import type { ImportPreview, ImportRow, PreviewRow } from "../shapes";
import type { Sync } from "./use-sync";
import { useMemo } from "react";

type ConfirmStepProps = Readonly<{ sync: Sync; onBack: () => void; onImported: () => void }>;

export function ConfirmStep({ sync, onBack, onImported }: ConfirmStepProps) {
  const review = useReview(sync);
  const defaultUsd = defaultUsdOf(sync, review.data);
  const { selection, choices, acknowledged } = sync;
  const rows = useMemo(() => {
    const selected = review.data?.rows.filter(({ name }) => selection.has(name)) ?? [];
    return importRows(selected, choices, defaultUsd);
  }, [review.data, selection, choices, defaultUsd]);
  const preview = usePreview(rows);
  const columns = useMemo(
    () => confirmColumns(acknowledged, sync.setAcknowledged),
    [acknowledged, sync.setAcknowledged],
  );

  const error = review.error ?? preview.error;
  if (error) return <ErrorState error={error} retry={() => void (review.error ? review : preview).refetch()} />;
  if (!preview.data) return <LoadingState label="Comparing with the price book" />;
  const { counts, impact } = preview.data;
  const unticked = preview.data.rows.filter(
    ({ model, quarantine }) => quarantine.length > 0 && !acknowledged.has(model),
  );
  const lookAgain = async () => {
    await review.refetch();
    onBack();
  };
  return (
    <>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="md" align="flex-start">
          <Counts counts={counts} />
          <DefaultPrice usd={defaultUsd} onChange={sync.setDefaultUsd} />
        </Group>
        <Group gap="xs" align="flex-start">
          <Button variant="default" onClick={onBack}>
            Back
          </Button>
          <ImportButton
            rows={rows}
            acknowledged={acknowledged}
            count={counts.added + counts.changed}
            isBlocked={unticked.length > 0 || counts.moved > 0}
            onImported={(imported) => {
              sync.setImported(imported);
              onImported();
            }}
            onMoved={lookAgain}
          />
        </Group>
      </Group>
      <ImpactSummary impact={impact} isOld={preview.isPlaceholderData} />
      {counts.moved > 0 && <Moved count={counts.moved} onLookAgain={() => void lookAgain()} />}
      {unticked.length > 0 && <Unticked count={unticked.length} />}
      <DataTable
        label="prices to write"
        rows={preview.data.rows}
        columns={columns}
        rowKey={keyOf}
        sort="tick"
        isMuted={({ outcome }) => outcome !== "added" && outcome !== "changed"}
        fill
      />
    </>
  );
}

/** A mutation on the wire, for its rows are too many for an address; a query here, for it writes nothing. */
function usePreview(rows: ImportRow[]) {
  return useQuery({
    queryKey: ["import preview", numberOf(rows)],
    queryFn: ({ signal }) => trpcClient.discovery.previewImport.mutate({ rows }, { signal }),
    enabled: rows.length > 0,
    staleTime: 0,
    gcTime: 0,
    placeholderData: (previous) => previous,
  });
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** Tells lists of rows apart without reading thousands of them at every draw. */
function numberOf(rows: object): number {
  const known = numbers.get(rows);
  if (known !== undefined) return known;
  count += 1;
  numbers.set(rows, count);
  return count;
}

const keyOf = (row: PreviewRow) => row.model;

function Counts({ counts }: Readonly<{ counts: ImportPreview["counts"] }>) {
  const skipped = counts.same + counts.pinned + counts.reserved + counts.moved;
  return (
    <Text size="sm" lh="30px" role="status">
      <b>{counts.added.toLocaleString("en")}</b> new, <b>{counts.changed.toLocaleString("en")}</b> changed,{" "}
      <b>{skipped.toLocaleString("en")}</b> skipped
    </Text>
  );
}

const QUIET_WARNING = {
  flex: "none",
  variant: "default",
  p: "xs",
  icon: <IconAlertTriangle size={16} stroke={1.8} color="var(--rc-warn)" aria-hidden />,
} as const;

const Unticked = ({ count }: Readonly<{ count: number }>) => (
  <Alert
    flex="none"
    variant="light"
    color="orange"
    p="xs"
    title={`${count} ${count === 1 ? "price moves" : "prices move"} far`}
  >
    Most such moves turn out to be unit mistakes. Tick each one that is meant; the others keep you from importing.
  </Alert>
);

const Moved = ({ count, onLookAgain }: Readonly<{ count: number; onLookAgain: () => void }>) => (
  <Alert {...QUIET_WARNING} title={`${count} changed since you looked`}>
    <Group justify="space-between" gap="sm">
      Somebody edited these prices meanwhile. Look at them as they are now, then confirm again.
      <Button variant="default" onClick={onLookAgain}>
        Look again
      </Button>
    </Group>
  </Alert>
);
