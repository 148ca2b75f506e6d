import {
  ActionIcon,
  Alert,
  Badge,
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Stack,
  Text,
  TextInput,
} from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { CreateApiKey, type Scope } from "@ratecard/contract";
import { IconCheck, IconCopy, IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { FilterBar } from "#web/components/filter-bar";
import { SubmitRow } from "#web/components/form-parts";
import { feedback, notifyError } from "#web/components/notify";
import { EmptyState } from "#web/components/states";
import { Age } from "#web/components/time";
import { useTableSearch } from "#web/components/use-table-search";
import { type RouterOutputs, trpc } from "#web/trpc";

const Search = z.object({ q: z.string().catch(""), sort: z.string().catch("-created") });

export function ApiKeysSettings() {
  const [{ q, sort }, setSearch] = useTableSearch(Search);
  const keys = useQuery(trpc.access.apiKeys.list.queryOptions());
  const shown = keys.data?.filter((key) => matches(key, q));
  return (
    <>
      <FilterBar
        search={{ label: "Search API keys", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={
          <Button leftSection={<IconPlus size={14} stroke={1.8} />} onClick={openCreateKey}>
            Create API key
          </Button>
        }
      />
      <DataTable
        label="API keys"
        fill
        rows={shown}
        columns={API_KEY_COLUMNS}
        rowKey={keyOf}
        rowLabel={(key) => key.name}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        isMuted={(key) => key.revokedAt !== null}
        error={keys.error}
        retry={keys.refetch}
        empty={q === "" ? <NoKeys /> : <EmptyState title="No API key matches">None has “{q}” in its name.</EmptyState>}
      />
    </>
  );
}

const NoKeys = () => (
  <EmptyState title="No API keys yet" action={<Button onClick={openCreateKey}>Create API key</Button>}>
    A gateway needs one with the scope “ingest” to report its usage; scripts need “read” or “admin”.
  </EmptyState>
);

const keyOf = (key: ApiKey) => key.id;

const matches = (key: ApiKey, text: string) =>
  `${key.name} ${key.keyStart} ${key.createdBy}`.toLowerCase().includes(text.trim().toLowerCase());

const openCreateKey = () =>
  modals.open({ modalId: "create-api-key", title: "Create API key", children: <CreateApiKeyForm /> });

type ApiKey = RouterOutputs["access"]["apiKeys"]["list"][number];

const API_KEY_COLUMNS: readonly DataColumn<ApiKey>[] = [
  nameColumn("name", "Name", ({ name }) => name),
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
  textColumn("by", "Created by", ({ createdBy }) => createdBy, { width: 160 }),
  timeColumn("created", "Created", ({ createdAt }) => createdAt, { width: 150 }),
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
  const revoke = useMutation(
    trpc.access.apiKeys.revoke.mutationOptions(
      feedback((key) => `${key.name} is revoked`, trpc.access.apiKeys.pathFilter()),
    ),
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

const SCOPE_MEANS: Record<Scope, string> = {
  ingest: "Report usage. Reads nothing.",
  read: "Read prices, spend, requests and the audit log.",
  admin: "Change prices, servers, users and keys.",
};

const EMPTY: { name: string; scopes: string[] } = { name: "", scopes: ["ingest"] };

function CreateApiKeyForm() {
  const queries = useQueryClient();
  const form = useForm({ initialValues: EMPTY, validate: checkWith(CreateApiKey) });
  const create = useMutation(
    trpc.access.apiKeys.create.mutationOptions({
      onError: (error) => {
        form.setErrors(fieldErrorsOf(error));
        notifyError(error);
      },
      onSuccess: () => queries.invalidateQueries(trpc.access.apiKeys.pathFilter()),
    }),
  );
  if (create.data) return <KeyShownOnce apiKey={create.data.key} />;
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(CreateApiKey.parse(values)))}>
      <Stack gap="sm">
        <TextInput label="Name" placeholder="Production gateway" data-autofocus {...form.getInputProps("name")} />
        <Checkbox.Group label="Scopes" {...form.getInputProps("scopes")}>
          <Stack gap={6} mt={4}>
            {Object.entries(SCOPE_MEANS).map(([scope, means]) => (
              <Checkbox key={scope} size="xs" value={scope} label={scope} description={means} />
            ))}
          </Stack>
        </Checkbox.Group>
        <SubmitRow label="Create" isSending={create.isPending} />
      </Stack>
    </form>
  );
}

function KeyShownOnce({ apiKey }: Readonly<{ apiKey: string }>) {
  return (
    <Stack gap="sm">
      <Alert variant="light" p="xs">
        Copy the key now: it is shown this one time and cannot be read again.
      </Alert>
      <Group gap="xs" wrap="nowrap">
        <Code block flex={1} style={{ overflowWrap: "anywhere", whiteSpace: "pre-wrap" }}>
          {apiKey}
        </Code>
        <CopyButton value={apiKey}>
          {({ copied, copy }) => (
            <ActionIcon aria-label={copied ? "Copied" : "Copy the key"} onClick={copy} variant="default" size="lg">
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          )}
        </CopyButton>
      </Group>
      <Text size="sm" c="dimmed">
        Programs send it as <Code>Authorization: Bearer {apiKey.slice(0, 7)}…</Code>
      </Text>
      <Group justify="flex-end">
        <Button onClick={() => modals.close("create-api-key")}>I have it</Button>
      </Group>
    </Stack>
  );
}
