/** The review of the catalogue's refreshes: what waits, what was rejected, what each one changed, and what has to wait. */
import { SegmentedControl, Stack, Switch } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { feedback } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import {
  type CatalogReviewState,
  type RecordedChange,
  useChangesImpact,
  useDecideChanges,
  withCosts,
} from "./catalog-changes";
import { rejectedColumns } from "./changes-columns";
import { SHOWN, SnapshotChanges, useReviewSearch } from "./snapshot-changes";
import { WaitingChanges } from "./waiting-changes";

export function CatalogReview() {
  const [{ show }, setSearch] = useReviewSearch();
  const review = useQuery(trpc.catalog.review.queryOptions());
  if (review.error) return <ErrorState error={review.error} retry={() => void review.refetch()} />;
  if (!review.data) return <LoadingState label="Loading the review" />;
  const { waiting, rejected, snapshots } = review.data;
  const counts = { waiting: waiting.length, rejected: rejected.length, snapshots: snapshots.length };
  return (
    <Panel
      title="Review of changes"
      description="A refresh is in force at once, but for suspicious prices: they wait to be accepted. Until then the old price stays; a new model has none."
    >
      <Stack gap="md">
        <HoldUsedSwitch holdUsed={review.data.holdUsed} />
        <SegmentedControl
          aria-label="What is shown"
          value={show}
          onChange={(value) => setSearch({ show: SHOWN.find((known) => known === value) ?? "waiting" })}
          data={SHOWN.map((value) => ({ value, label: `${LABELS[value]} (${counts[value].toLocaleString("en")})` }))}
          style={{ alignSelf: "flex-start" }}
        />
        {show === "waiting" && <WaitingChanges changes={waiting} />}
        {show === "rejected" && <RejectedChanges changes={rejected} />}
        {show === "snapshots" && <SnapshotChanges snapshots={snapshots} />}
      </Stack>
    </Panel>
  );
}

const LABELS = { waiting: "Waiting", rejected: "Rejected", snapshots: "Snapshots" } as const satisfies Record<
  (typeof SHOWN)[number],
  string
>;

function HoldUsedSwitch({ holdUsed }: Pick<CatalogReviewState, "holdUsed">) {
  const maySet = useMay("catalog:refresh");
  const set = useMutation(
    trpc.catalog.setPolicy.mutationOptions(
      feedback(
        (policy) =>
          policy.holdUsed ? "Changes of used models wait from the next refresh on" : "Only suspicious moves wait",
        trpc.catalog.pathFilter(),
      ),
    ),
  );
  return (
    <Switch
      label="Hold every change of a model with traffic"
      description="From the next refresh on; suspicious moves wait in any case."
      checked={set.isPending ? set.variables.holdUsed : holdUsed}
      disabled={!maySet || set.isPending}
      onChange={({ currentTarget }) => set.mutate({ holdUsed: currentTarget.checked })}
    />
  );
}

/** Changes somebody rejected: the old price stays until the source says something else, or they are accepted after all. */
function RejectedChanges({ changes }: Readonly<{ changes: readonly RecordedChange[] }>) {
  const decide = useDecideChanges(nothingSelected);
  const columns = useMemo(() => rejectedColumns(decide), [decide]);
  const impact = useChangesImpact(changes);
  const rows = useMemo(() => withCosts(changes, impact.data), [changes, impact.data]);
  return (
    <DataTable
      label="rejected changes"
      rows={rows}
      columns={columns}
      rowKey={changeIdOf}
      rowLabel={keyOf}
      maxHeight="50dvh"
      empty={
        <EmptyState title="Nothing is rejected">A rejected change is listed while the source still says it.</EmptyState>
      }
    />
  );
}

const nothingSelected = () => undefined;
const changeIdOf = ({ changeId }: RecordedChange) => changeId;
const keyOf = ({ key }: RecordedChange) => key;
