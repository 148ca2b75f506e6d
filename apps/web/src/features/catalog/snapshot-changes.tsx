/** What a snapshot changed, as it was recorded when it came, or against any other one. Both stand in the URL. */
import { Group, Select, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { CATALOG_NAMES } from "#web/components/catalog-badge";
import { DataTable } from "#web/components/data-table";
import { ImpactSummary } from "#web/components/impact-summary";
import { UsdMove } from "#web/components/money";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { type RouterOutputs, trpc } from "#web/trpc";
import type { ShownChange, SnapshotDifference, SnapshotView } from "./catalog-changes";
import { changeColumns, recordedColumns } from "./changes-columns";

const DIFFERENCE_COLUMNS = changeColumns<SnapshotDifference>();

export function SnapshotChanges({ snapshots }: Readonly<{ snapshots: readonly SnapshotView[] }>) {
  const [search, setSearch] = useReviewSearch();
  const chosen = snapshots.find(({ snapshotId }) => snapshotId === search.snapshot) ?? snapshots[0];
  if (!chosen) return <EmptyState title="No snapshot yet">The first refresh brings one.</EmptyState>;
  const other = snapshots.find(({ snapshotId }) => snapshotId === search.against && snapshotId !== chosen.snapshotId);
  const options = snapshots.map((snapshot) => ({ value: snapshot.snapshotId, label: labelOf(snapshot) }));
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        <Select
          label="Snapshot"
          w={320}
          allowDeselect={false}
          data={options}
          value={chosen.snapshotId}
          onChange={(snapshot) => setSearch({ snapshot: snapshot ?? "" })}
        />
        <Select
          label="Compared with"
          w={320}
          allowDeselect={false}
          data={[
            { value: "", label: "the one before, as recorded" },
            ...options.filter(({ value }) => value !== chosen.snapshotId),
          ]}
          value={other?.snapshotId ?? ""}
          onChange={(against) => setSearch({ against: against ?? "" })}
        />
      </Group>
      {other ? <Compared from={other.snapshotId} to={chosen.snapshotId} /> : <Recorded snapshot={chosen} />}
    </Stack>
  );
}

const labelOf = ({ inForceFrom, origin, entryCount }: SnapshotView) =>
  `${inForceFrom.slice(0, 16).replace("T", " ")} UTC · ${CATALOG_NAMES[origin]}, ${entryCount.toLocaleString("en")}`;

const keyOf = ({ key }: ShownChange) => key;

function Recorded({ snapshot }: Readonly<{ snapshot: SnapshotView }>) {
  const { snapshotId, counts } = snapshot;
  const list = useQuery(trpc.catalog.changes.queryOptions({ snapshotId }));
  return (
    <>
      {counts && (
        <Text size="sm" c="dimmed" role="status">
          {counts.changed} changed, {counts.added} added, {counts.removed} removed, {counts.restored} came back;{" "}
          {counts.held} had to wait
        </Text>
      )}
      {list.data && <RecordedCosts totals={list.data.totals} />}
      <DataTable
        label="recorded changes"
        rows={list.data?.changes}
        columns={recordedColumns}
        rowKey={keyOf}
        maxHeight="50dvh"
        error={list.error}
        retry={list.refetch}
        empty={
          <EmptyState title="No change is recorded">
            It came from another source than the one before, or from accepted changes. Compare it with another snapshot.
          </EmptyState>
        }
      />
    </>
  );
}

type Totals = RouterOutputs["catalog"]["changes"]["totals"];

function RecordedCosts({ totals: { inForce, waited } }: Readonly<{ totals: Totals }>) {
  if (!inForce && !waited) return null;
  return (
    <Text size="sm" role="status" component="div">
      The 30 days before it:{" "}
      {inForce && (
        <>
          <UsdMove before={inForce.beforeUsd} after={inForce.afterUsd} percent /> by what came into force at once
        </>
      )}
      {inForce && waited && "; "}
      {waited && (
        <>
          <UsdMove before={waited.beforeUsd} after={waited.afterUsd} percent /> by what had to wait
        </>
      )}
    </Text>
  );
}

function Compared({ from, to }: Readonly<{ from: string; to: string }>) {
  const list = useQuery(trpc.catalog.diff.queryOptions({ from, to }));
  return (
    <>
      {list.data && <ImpactSummary impact={list.data.impact} lead="From the one to the other." />}
      <DataTable
        label="differences"
        rows={list.data?.changes}
        columns={DIFFERENCE_COLUMNS}
        rowKey={keyOf}
        maxHeight="50dvh"
        error={list.error}
        retry={list.refetch}
        empty={<EmptyState title="No difference">Both price every model alike.</EmptyState>}
      />
    </>
  );
}

/** What of the catalogue's review is shown: the state of the panel, in the URL. */
export const SHOWN = ["waiting", "rejected", "snapshots"] as const;

const ReviewSearch = z.object({
  show: z.enum(SHOWN).catch("waiting"),
  /** The snapshot that is looked at; empty: the newest. */
  snapshot: z.string().catch(""),
  /** The snapshot it is compared with; empty: what was recorded when it came. */
  against: z.string().catch(""),
});

export const useReviewSearch = () => useTableSearch(ReviewSearch);
