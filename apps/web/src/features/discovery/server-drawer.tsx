/** One server in a drawer: a new one to connect, or one to look at, test and edit. */
import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { ServerForm } from "./server-form";

type ServerDrawerProps = Readonly<{
  /** A server's id, or `new`. */
  id: string;
  onClose: () => void;
  /** A new server was stored. */
  onConnected: (id: string) => void;
}>;

export function ServerDrawer({ id, onClose, onConnected }: ServerDrawerProps) {
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
