import { Badge, Button, Code, Group, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { notifyDone, notifyError } from "#web/components/notify";
import { Age, Time } from "#web/components/time";
import { type RouterOutputs, trpc } from "#web/trpc";

export type ApiKey = RouterOutputs["access"]["apiKeys"]["list"][number];

export const API_KEY_COLUMNS: readonly DataColumn<ApiKey>[] = [
  {
    id: "name",
    header: "Name",
    width: 180,
    grow: 1,
    sortBy: (key) => key.name,
    cell: (key) => (
      <Text span inherit fw={500}>
        {key.name}
      </Text>
    ),
  },
  { id: "start", header: "Key", width: 110, cell: (key) => <Code>{key.keyStart}…</Code> },
  {
    id: "scopes",
    header: "Scopes",
    width: 180,
    cell: (key) => (
      <Group gap={4} wrap="nowrap">
        {key.scopes.map((scope) => (
          <Badge key={scope} color="gray">
            {scope}
          </Badge>
        ))}
      </Group>
    ),
  },
  { id: "by", header: "Created by", width: 170, sortBy: (key) => key.createdBy, cell: (key) => key.createdBy },
  {
    id: "created",
    header: "Created",
    width: 140,
    sortBy: (key) => key.createdAt,
    cell: (key) => <Time at={key.createdAt} />,
  },
  {
    id: "used",
    header: "Last used",
    width: 110,
    sortBy: (key) => key.lastUsedAt,
    cell: (key) => <Age at={key.lastUsedAt} />,
  },
  { id: "actions", header: "Actions", width: 100, align: "right", cell: (key) => <RevokeKey apiKey={key} /> },
];

function RevokeKey({ apiKey }: Readonly<{ apiKey: ApiKey }>) {
  const queries = useQueryClient();
  const revoke = useMutation(
    trpc.access.apiKeys.revoke.mutationOptions({
      onError: notifyError,
      onSuccess: (key) => notifyDone(`${key.name} is revoked`),
      onSettled: () => queries.invalidateQueries(trpc.access.apiKeys.pathFilter()),
    }),
  );
  if (apiKey.revokedAt !== null) return <Badge color="gray">revoked</Badge>;
  const ask = () =>
    confirm({
      title: `Revoke ${apiKey.name}?`,
      preview: "Whatever uses this key is refused from now on. A revoked key cannot be brought back.",
      action: "Revoke",
      onConfirm: () => revoke.mutate({ id: apiKey.id }),
    });
  return (
    <Button variant="subtle" color="red" size="compact-xs" loading={revoke.isPending} onClick={ask}>
      Revoke
    </Button>
  );
}
