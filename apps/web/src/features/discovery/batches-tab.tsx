/** Import batches, newest first; one opens with what it did and can be taken back. */
import { Button, Drawer, Group, Stack, Text } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ChangeReview } from "#web/components/changes/change-review";
import { DataTable, pagingOf } from "#web/components/data-table";
import { notifyDone } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import { BATCH_CHANGE_COLUMNS, BATCH_COLUMNS } from "./batch-columns";
import { freshTab, useDiscoverySearch } from "./discovery-search";
import type { Batch, BatchChange } from "./shapes";

export function BatchesTab() {
  const [{ batch }, setSearch] = useDiscoverySearch();
  const pages = useInfiniteQuery(
    trpc.discovery.batches.list.infiniteQueryOptions(
      {},
      { getNextPageParam: (page) => (page.isMore ? page.batches.at(-1)?.id : undefined) },
    ),
  );
  return (
    <>
      <DataTable
        label="import batches"
        rows={pages.data?.pages.flatMap((page) => page.batches)}
        columns={BATCH_COLUMNS}
        rowKey={keyOf}
        rowLabel={(row) => row.name}
        onOpen={(row) => setSearch({ batch: row.id })}
        isMuted={(row) => row.revertedByIds.length > 0}
        {...pagingOf(pages)}
        fill
        empty={
          <EmptyState title="Nothing was imported yet">
            Each import becomes a batch that can be looked at and taken back.
          </EmptyState>
        }
      />
      {batch !== "" && <BatchDrawer key={batch} id={batch} onClose={() => setSearch({ batch: "" })} />}
    </>
  );
}

const keyOf = (batch: Batch) => batch.id;

/** One batch: what it did to each model, and taking it back with the effect shown before. */
function BatchDrawer({ id, onClose }: Readonly<{ id: string; onClose: () => void }>) {
  const found = useQuery(trpc.discovery.batches.find.queryOptions({ id }));
  const [isReverting, setReverting] = useState(false);
  const mayWrite = useMay("discovery:write");
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={1080}
      title={found.data?.batch.name ?? "Import batch"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {found.error && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <LoadingState label="Loading the batch" />}
      {found.data && (
        <Stack gap="sm">
          <Group justify="space-between">
            <Summary batch={found.data.batch} />
            {mayWrite && !isReverting && (
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={14} stroke={1.8} />}
                onClick={() => setReverting(true)}
              >
                Take it back
              </Button>
            )}
          </Group>
          {isReverting ? (
            <RevertPreview batch={found.data.batch} onCancel={() => setReverting(false)} />
          ) : (
            <DataTable
              label="changes"
              rows={found.data.rows}
              columns={BATCH_CHANGE_COLUMNS}
              rowKey={modelOf}
              sort="model"
            />
          )}
        </Stack>
      )}
    </Drawer>
  );
}

const modelOf = (row: BatchChange) => row.model;

function Summary({ batch }: Readonly<{ batch: Batch }>) {
  return (
    <Text size="sm" c="dimmed" component="div">
      {batch.createdBy}, <Time at={batch.createdAt} /> UTC. {batch.addedCount.toLocaleString("en")} new,{" "}
      {batch.changedCount.toLocaleString("en")} changed, {batch.skippedCount.toLocaleString("en")} skipped.
      {batch.effectiveFrom !== null && (
        <>
          {" "}
          Its prices hold from <Time at={batch.effectiveFrom} /> UTC.
        </>
      )}
      {batch.revertedByIds.length > 0 && " It was taken back."}
    </Text>
  );
}

type RevertPreviewProps = Readonly<{ batch: Readonly<{ id: string; name: string }>; onCancel: () => void }>;

/** What taking a batch back would do; rows edited since are refused and stay. Requests already booked keep their cost. */
function RevertPreview({ batch: { id, name }, onCancel }: RevertPreviewProps) {
  const [, setSearch] = useDiscoverySearch();
  const source = useMemo(() => ({ kind: "revert", batchId: id }) as const, [id]);
  return (
    <ChangeReview
      source={source}
      verb="Take back"
      name={`Revert of ${name}`}
      maxHeight="60dvh"
      onBack={{ words: "Keep the batch", go: onCancel }}
      onWritten={({ batchId }) => {
        notifyDone(`${name} was taken back`);
        if (batchId !== null) setSearch({ ...freshTab("batches"), batch: batchId });
      }}
    />
  );
}
