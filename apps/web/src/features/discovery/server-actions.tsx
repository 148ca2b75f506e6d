import { Menu } from "@mantine/core";
import { IconEdit, IconPlugOff, IconRefresh, IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { feedback, notifyError } from "#web/components/notify";
import { RowMenu } from "#web/components/row-controls";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import { useDiscoverySearch } from "./discovery-search";
import type { Server } from "./shapes";
import { refreshDiscovery, useDiscoveryJob } from "./use-discovery-job";

export function ServerActions({ server }: Readonly<{ server: Server }>) {
  const [, setSearch] = useDiscoverySearch();
  const { start, isRunning } = useDiscoveryJob();
  const update = useMutation(
    trpc.discovery.servers.update.mutationOptions({ onSuccess: refreshDiscovery, onError: notifyError }),
  );
  const remove = useMutation(
    trpc.discovery.servers.remove.mutationOptions(
      feedback(() => `${server.name} removed`, trpc.discovery.pathFilter()),
    ),
  );
  if (!useMay("discovery:write")) return null;
  return (
    <RowMenu label={`Actions for ${server.name}`}>
      <Menu.Item
        leftSection={<IconRefresh size={14} stroke={1.6} />}
        disabled={isRunning}
        onClick={() => start([server.id])}
      >
        Discover now
      </Menu.Item>
      <Menu.Item leftSection={<IconEdit size={14} stroke={1.6} />} onClick={() => setSearch({ server: server.id })}>
        Edit and test
      </Menu.Item>
      <Menu.Item
        leftSection={<IconPlugOff size={14} stroke={1.6} />}
        onClick={() => update.mutate({ id: server.id, isActive: !server.isActive })}
      >
        {server.isActive ? "Switch off" : "Switch on"}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="var(--rc-bad)"
        leftSection={<IconTrash size={14} stroke={1.6} />}
        onClick={() => confirmRemoval(server, () => remove.mutate({ id: server.id }))}
      >
        Remove
      </Menu.Item>
    </RowMenu>
  );
}

function confirmRemoval({ name, modelCount }: Server, onConfirm: () => void): void {
  confirm({
    title: `Remove ${name}?`,
    action: "Remove server",
    preview: (
      <>
        Its list of {modelCount.toLocaleString("en")} models, its custom names and its stored key go. Prices and
        requests stay as they are.
      </>
    ),
    onConfirm,
  });
}
