/** The columns of the list of channels. */
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { feedback } from "#web/components/notify";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import { type Channel, channelPlace } from "./channel-words";

const COLUMNS: readonly DataColumn<Channel>[] = [
  nameColumn("name", "Channel", ({ name }) => name),
  textColumn("kind", "Kind", ({ kind }) => (kind === "email" ? "E-mail" : "Webhook"), { width: 90 }),
  textColumn("place", "To", channelPlace, { width: 240, grow: 2 }),
  { id: "state", header: "State", width: 130, cell: (channel) => <WordsBadge {...stateOf(channel)} /> },
  timeColumn("last", "Last sent (UTC)", ({ lastSentAt }) => lastSentAt, { width: 142 }),
];

function stateOf({ isActive, problems, waiting }: Channel): { words: string; color: string } {
  if (!isActive) return { words: "off", color: "gray" };
  if (problems > 0) return { words: `${problems} not sent`, color: "red" };
  return waiting > 0 ? { words: `${waiting} waiting`, color: "orange" } : { words: "on", color: "ledger" };
}

export const channelColumns = (mayEdit: boolean): readonly DataColumn<Channel>[] =>
  mayEdit
    ? [
        ...COLUMNS,
        {
          id: "actions",
          header: "Actions",
          width: 100,
          align: "right",
          cell: (channel) => <Remove channel={channel} />,
        },
      ]
    : COLUMNS;

function Remove({ channel: { id, name } }: Readonly<{ channel: Channel }>) {
  const remove = useMutation(trpc.alerts.removeChannel.mutationOptions(feedback(() => `${name} is gone`)));
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={`Remove ${name}`}
      loading={remove.isPending}
      onClick={(event) => {
        event.stopPropagation();
        confirm({
          title: `Remove the channel ${name}?`,
          preview: "Its secret is deleted, and what waits is not sent. The history keeps its name.",
          action: "Remove",
          onConfirm: () => remove.mutate({ id }),
        });
      }}
    >
      Remove
    </Button>
  );
}
