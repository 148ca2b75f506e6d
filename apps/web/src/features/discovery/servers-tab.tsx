/** The connected servers: their health in a sentence, what they serve, and discovery with live progress. */
import { Button, Drawer, Group } from "@mantine/core";
import { IconPlus, IconRefresh, IconServer2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { EmptyState, ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { DiscoveryProgress } from "./discovery-progress";
import { DiscoverySchedule } from "./discovery-schedule";
import { useDiscoverySearch } from "./discovery-search";
import { NextStep } from "./next-step";
import { SERVER_COLUMNS, SERVER_ROW_PX } from "./server-columns";
import { ServerForm } from "./server-form";
import type { Server } from "./shapes";
import { useDiscoveryJob } from "./use-discovery-job";

export function ServersTab({ sampleData }: Readonly<{ sampleData: ReactNode }>) {
  const [{ q, sort, server }, setSearch] = useDiscoverySearch();
  const servers = useQuery(trpc.discovery.servers.list.queryOptions());
  const { job, isRunning, isStarting, start } = useDiscoveryJob();
  const mayWrite = useMay("discovery:write");
  const active = servers.data?.filter(({ isActive }) => isActive) ?? [];
  const close = () => setSearch({ server: "" });
  return (
    <>
      <FilterBar
        search={{ label: "Search servers", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={
          mayWrite && (
            <>
              <Button
                variant="default"
                leftSection={<IconRefresh size={14} stroke={1.8} />}
                disabled={active.length === 0 || isRunning}
                loading={isStarting}
                onClick={() => start(active.map(({ id }) => id))}
              >
                Discover all
              </Button>
              <Button leftSection={<IconPlus size={14} stroke={1.8} />} onClick={() => setSearch({ server: "new" })}>
                Connect a server
              </Button>
            </>
          )
        }
      >
        <DiscoverySchedule />
      </FilterBar>
      {job && isRunning && (
        <Panel>
          <DiscoveryProgress jobId={job.id} />
        </Panel>
      )}
      {!isRunning && active.some(({ modelCount }) => modelCount > 0) && <NextStep />}
      <DataTable
        label="servers"
        rows={servers.data?.filter((row) => matches(row, q))}
        columns={SERVER_COLUMNS}
        rowKey={keyOf}
        rowLabel={(row) => row.name}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        onOpen={(row) => setSearch({ server: row.id })}
        isMuted={(row) => !row.isActive}
        rowHeightPx={SERVER_ROW_PX}
        error={servers.error}
        retry={servers.refetch}
        fill
        empty={
          q === "" ? (
            <NoServers mayWrite={mayWrite} sampleData={sampleData} onConnect={() => setSearch({ server: "new" })} />
          ) : (
            <EmptyState title="No server matches">None has “{q}” in its name, kind or address.</EmptyState>
          )
        }
      />
      {server !== "" && <ServerDrawer key={server} id={server} onClose={close} onConnected={(id) => start([id])} />}
    </>
  );
}

type NoServersProps = Readonly<{ mayWrite: boolean; sampleData: ReactNode; onConnect: () => void }>;

function NoServers({ mayWrite, sampleData, onConnect }: NoServersProps) {
  return (
    <EmptyState
      title="No server is connected"
      icon={<IconServer2 size={20} stroke={1.5} aria-hidden />}
      action={
        mayWrite && (
          <Group gap="xs" justify="center" align="flex-start">
            <Button onClick={onConnect}>Connect a server</Button>
            {sampleData}
          </Group>
        )
      }
    >
      Connect a LiteLLM proxy or a provider: its models are listed, and those without a price can be priced in one step.
      Sample data brings a small gateway that runs here.
    </EmptyState>
  );
}

const keyOf = (server: Server) => server.id;

const matches = ({ name, kind, baseUrl }: Server, text: string) =>
  `${name} ${kind} ${baseUrl}`.toLowerCase().includes(text.trim().toLowerCase());

type ServerDrawerProps = Readonly<{
  /** A server's id, or `new`. */
  id: string;
  onClose: () => void;
  /** A new server was stored. */
  onConnected: (id: string) => void;
}>;

/** One server in a drawer: a new one to connect, or one to look at, test and edit. */
function ServerDrawer({ id, onClose, onConnected }: ServerDrawerProps) {
  const isNew = id === "new";
  const found = useQuery(trpc.discovery.servers.find.queryOptions({ id }, { enabled: !isNew }));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="md"
      title={isNew ? "Connect a server" : (found.data?.name ?? "Server")}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {isNew && <ServerForm server={null} onSaved={onConnected} onClose={onClose} />}
      {found.error && <ErrorState error={found.error} retry={() => void found.refetch()} />}
      {!isNew && found.isPending && <LoadingState label="Loading the server" />}
      {found.data && <ServerForm server={found.data} onClose={onClose} />}
    </Drawer>
  );
}
