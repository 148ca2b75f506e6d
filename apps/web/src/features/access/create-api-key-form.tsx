import { ActionIcon, Alert, Button, Checkbox, Code, CopyButton, Group, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { CreateApiKey, type Scope } from "@ratecard/contract";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { SubmitRow } from "#web/components/form-parts";
import { notifyError } from "#web/components/notify";
import { trpc } from "#web/trpc";

const SCOPE_MEANS: Record<Scope, string> = {
  ingest: "Report usage. Reads nothing.",
  read: "Read prices, spend, requests and the audit log.",
  admin: "Change prices, servers, users and keys.",
};

const EMPTY: { name: string; scopes: string[] } = { name: "", scopes: ["ingest"] };

export function CreateApiKeyForm() {
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
