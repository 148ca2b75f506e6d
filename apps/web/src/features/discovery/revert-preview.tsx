/** What taking a batch back would do; rows edited since are listed and stay. */
import { Alert, Button, Group } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { DataTable } from "#web/components/data-table";
import { ImpactSummary } from "#web/components/impact-summary";
import { notifyDone, notifyError } from "#web/components/notify";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { freshTab } from "./discovery-search";
import { movedRowColumns } from "./moved-row-columns";
import type { RevertRow } from "./shapes";
import { refreshDiscovery } from "./use-discovery-job";
import { useDiscoverySearch } from "./use-discovery-search";

export function RevertPreview({ id, onCancel }: Readonly<{ id: string; onCancel: () => void }>) {
  const [, setSearch] = useDiscoverySearch();
  const preview = useQuery(trpc.discovery.batches.previewRevert.queryOptions({ id }, { staleTime: 0 }));
  const revert = useMutation(
    trpc.discovery.batches.revert.mutationOptions({
      onSuccess: async ({ batchId, batch }) => {
        notifyDone(`${batch.name} was taken back`);
        await refreshDiscovery();
        setSearch({ ...freshTab("batches"), batch: batchId });
      },
      onError: (error) => {
        notifyError(error);
        void preview.refetch();
      },
    }),
  );
  if (preview.error) return <ErrorState error={preview.error} retry={() => void preview.refetch()} />;
  if (!preview.data) return <LoadingState label="Comparing with the price book" />;
  const { rows, impact } = preview.data;
  const writing = rows.filter(({ outcome }) => WRITING.has(outcome)).length;
  const edited = rows.filter(({ outcome }) => outcome === "edited-since" || outcome === "pinned").length;
  return (
    <>
      <Alert variant="default" p="xs">
        {writing === 0
          ? "Nothing of it is left to take back."
          : `${writing.toLocaleString("en")} ${writing === 1 ? "price goes" : "prices go"} back to what stood before; requests already booked keep their cost.`}
        {edited > 0 &&
          ` ${edited.toLocaleString("en")} edited or pinned since ${edited === 1 ? "stays" : "stay"} as they are.`}
      </Alert>
      {writing > 0 && <ImpactSummary impact={impact} />}
      <DataTable label="prices to take back" rows={rows} columns={COLUMNS} rowKey={keyOf} sort="model" />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>
          Keep the batch
        </Button>
        <Button color="red" disabled={writing === 0} loading={revert.isPending} onClick={() => revert.mutate({ id })}>
          Take back {writing.toLocaleString("en")} {writing === 1 ? "price" : "prices"}
        </Button>
      </Group>
    </>
  );
}

const WRITING: ReadonlySet<RevertRow["outcome"]> = new Set(["removes", "restores", "withdraws"]);
const keyOf = (row: RevertRow) => row.model;

const OUTCOMES: Record<RevertRow["outcome"], { words: string; color: string }> = {
  removes: { words: "goes away", color: "red" },
  restores: { words: "goes back", color: "blue" },
  withdraws: { words: "never begins", color: "blue" },
  undone: { words: "already so", color: "gray" },
  "edited-since": { words: "edited since", color: "orange" },
  pinned: { words: "pinned", color: "gray" },
};

const COLUMNS = movedRowColumns<RevertRow>({
  what: "What happens",
  kindOf: ({ outcome }) => outcome,
  badgeOf: ({ outcome }) => OUTCOMES[outcome],
  sides: "Now → before the batch",
});
