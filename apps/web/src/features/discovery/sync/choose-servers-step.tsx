/** Step 1: which servers to ask, what they answered last, and the discovery as it runs. */
import { Button, Group, Text } from "@mantine/core";
import { IconArrowRight, IconRefresh } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable, type Selection } from "#web/components/data-table";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { DiscoveryProgress } from "../discovery-progress";
import { freshTab, useSetDiscoverySearch } from "../discovery-search";
import { CHOOSE_SERVER_COLUMNS, SERVER_ROW_PX } from "../server-columns";
import type { Server } from "../shapes";
import { useDiscoveryJob } from "../use-discovery-job";
import type { Sync } from "./use-sync";

export function ChooseServersStep({ sync, onReview }: Readonly<{ sync: Sync; onReview: () => void }>) {
  const setSearch = useSetDiscoverySearch();
  const servers = useQuery(trpc.discovery.servers.list.queryOptions());
  const { job, isRunning, isStarting, start } = useDiscoveryJob();
  const mayWrite = useMay("discovery:write");
  const chosen: Selection = sync.serverIds ?? new Set(activeIds(servers.data));
  const known = [...chosen].filter((id) => servers.data?.some((server) => server.id === id));
  return (
    <>
      <Group justify="space-between" gap="sm">
        <Text size="sm" c="dimmed">
          {known.length} of {servers.data?.length ?? 0} servers chosen. Discovery asks each for its models; prices come
          next.
        </Text>
        <Group gap="xs">
          {mayWrite && (
            <Button
              leftSection={<IconRefresh size={14} stroke={1.8} />}
              disabled={known.length === 0 || isRunning}
              loading={isStarting}
              onClick={() => start(known)}
            >
              Discover models
            </Button>
          )}
          <Button
            variant="default"
            rightSection={<IconArrowRight size={14} stroke={1.8} />}
            disabled={known.length === 0 || isRunning}
            onClick={() => {
              sync.setServerIds(new Set(known));
              onReview();
            }}
          >
            Review what was found
          </Button>
        </Group>
      </Group>
      {job && isRunning && (
        <Panel>
          <DiscoveryProgress jobId={job.id} />
        </Panel>
      )}
      <DataTable
        label="servers to ask"
        rows={servers.data}
        columns={CHOOSE_SERVER_COLUMNS}
        rowKey={keyOf}
        rowLabel={(row) => row.name}
        sort="name"
        selection={chosen}
        onSelectionChange={sync.setServerIds}
        isMuted={(row) => !row.isActive}
        rowHeightPx={SERVER_ROW_PX}
        error={servers.error}
        retry={servers.refetch}
        fill
        empty={
          <EmptyState
            title="No server is connected"
            action={
              mayWrite && (
                <Button onClick={() => setSearch({ ...freshTab("servers"), server: "new" })}>Connect a server</Button>
              )
            }
          >
            There is nothing to ask yet.
          </EmptyState>
        }
      />
    </>
  );
}

const keyOf = (server: Server) => server.id;

const activeIds = (servers: readonly Server[] | undefined): string[] =>
  (servers ?? []).filter(({ isActive }) => isActive).map(({ id }) => id);
