/** E-mail and webhooks through which alerts are told beside the app. */
import { Button, Drawer, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { AlertsSearch } from "../alerts-search";
import { channelColumns } from "./channel-columns";
import { ChannelForm } from "./channel-form";
import { channelDraft, newDraft } from "./channel-draft";
import type { Channel } from "./channel-words";

const REFRESH_MS = 15_000;

export function ChannelList() {
  const [{ channel }, setSearch] = useTableSearch(AlertsSearch);
  const mayWrite = useMay("alerts:write");
  const list = useQuery(trpc.alerts.channels.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const columns = useMemo(() => channelColumns(mayWrite), [mayWrite]);
  const standing = list.data?.find(({ id }) => id === channel);
  const draft = standing ? channelDraft(standing) : mayWrite ? newDraft(channel) : null;
  const close = () => setSearch({ channel: "" });
  return (
    <>
      {mayWrite && (
        <Group gap="xs">
          <Button variant="default" size="compact-sm" onClick={() => setSearch({ channel: "new-email" })}>
            Add e-mail
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => setSearch({ channel: "new-webhook" })}>
            Add a webhook
          </Button>
        </Group>
      )}
      <DataTable
        label="channels"
        rows={list.data}
        columns={columns}
        rowKey={keyOf}
        rowLabel={labelOf}
        onOpen={({ id }) => setSearch({ channel: id })}
        isMuted={({ isActive }) => !isActive}
        error={list.error}
        retry={list.refetch}
        fill
        empty={
          <EmptyState title="No channels">
            Alerts are told in the app. A mail server or a webhook, as Slack has them, takes them further.
          </EmptyState>
        }
      />
      {draft && (
        <Drawer
          opened
          onClose={close}
          position="right"
          size={520}
          title={standing?.name ?? (draft.kind === "email" ? "E-mail" : "Webhook")}
          closeButtonProps={{ "aria-label": "Close" }}
        >
          <ChannelForm
            key={channel}
            draft={draft}
            hasSecret={standing?.hasSecret ?? false}
            isReadOnly={!mayWrite}
            onClose={close}
          />
        </Drawer>
      )}
    </>
  );
}

const keyOf = ({ id }: Channel) => id;
const labelOf = ({ name }: Channel) => name;
