/** One batch: what it did to each model, and taking it back with the effect shown before. */
import { Button, Drawer, Group, Stack, Text } from "@mantine/core";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "#web/components/data-table";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { Time } from "#web/components/time";
import { trpc } from "#web/trpc";
import { BATCH_CHANGE_COLUMNS } from "./batch-columns";
import { RevertPreview } from "./revert-preview";
import type { Batch, BatchChange } from "./shapes";

export function BatchDrawer({ id, onClose }: Readonly<{ id: string; onClose: () => void }>) {
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
              rowKey={keyOf}
              sort="model"
            />
          )}
        </Stack>
      )}
    </Drawer>
  );
}

const keyOf = (row: BatchChange) => row.model;

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
