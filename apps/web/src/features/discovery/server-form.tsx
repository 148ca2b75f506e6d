/** The fields of a server. A stored key is never shown; another origin forgets it, which is said before it happens. */
import { Alert, Button, Group, PasswordInput, Select, Stack, Switch, Text, Textarea, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { CreateServer, SERVER_KINDS } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { type RouterOutputs, trpc } from "#web/trpc";
import { isOtherOrigin, newServer, type ServerDraft, serverDraft, serverUpdate } from "./server-draft";
import { SERVER_KIND_WORDS } from "./server-kinds";
import { TryConnection } from "./try-connection";
import { refreshDiscovery } from "./use-discovery-job";
import { wildcardWords } from "./wildcard-words";

type Details = RouterOutputs["discovery"]["servers"]["find"];

type ServerFormProps = Readonly<{ server: Details | null; onSaved?: (id: string) => void; onClose: () => void }>;

export function ServerForm({ server, onSaved, onClose }: ServerFormProps) {
  const form: UseFormReturnType<ServerDraft> = useForm({ initialValues: serverDraft(server), validate: checkDraft });
  const mayWrite = useMay("discovery:write");
  const options = {
    onError: (error: unknown) => {
      const fields = fieldErrorsOf(error);
      form.setErrors(fields);
      if (Object.keys(fields).length === 0) notifyError(error);
    },
  };
  const saved = async (id: string, name: string) => {
    notifyDone(server ? `${name} saved` : `${name} added`);
    await refreshDiscovery();
    onSaved?.(id);
    onClose();
  };
  const create = useMutation(
    trpc.discovery.servers.create.mutationOptions({ ...options, onSuccess: ({ id, name }) => saved(id, name) }),
  );
  const update = useMutation(
    trpc.discovery.servers.update.mutationOptions({ ...options, onSuccess: ({ id, name }) => saved(id, name) }),
  );
  const submit = (draft: ServerDraft) => {
    if (server) return update.mutate({ id: server.id, ...serverUpdate(draft, server) });
    create.mutate(newServer(draft));
  };
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="sm">
        {server?.healthMessage && (
          <Alert variant="light" color={server.health === "failed" ? "red" : "gray"} p="xs">
            {server.healthMessage}
          </Alert>
        )}
        {server && <WildcardNote server={server} />}
        <Fields form={form} server={server} isReadOnly={!mayWrite} />
        {mayWrite && (
          <>
            <TryConnection id={server?.id} draft={form.values} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={create.isPending || update.isPending}>
                {server ? "Save" : "Connect and discover"}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </form>
  );
}

function WildcardNote({ server }: Readonly<{ server: Details }>) {
  const words = wildcardWords(server.wildcardRoutes);
  if (words === null) return null;
  return (
    <Alert variant="light" color="gray" p="xs" title="Wildcard routes">
      {words}
      <Text size="xs" mt={4} className="rc-mono" style={{ overflowWrap: "anywhere" }}>
        {server.wildcardRoutes.map(({ route, listedCount }) => `${route} (${listedCount} listed)`).join(", ")}
      </Text>
    </Alert>
  );
}

const checkDraft = (draft: ServerDraft) => checkWith(CreateServer)(newServer(draft));

type FieldsProps = Readonly<{
  form: UseFormReturnType<ServerDraft>;
  server: Details | null;
  isReadOnly: boolean;
}>;

const KINDS = SERVER_KINDS.map((kind) => ({ value: kind, label: SERVER_KIND_WORDS[kind].label }));

function Fields({ form, server, isReadOnly }: FieldsProps) {
  const words = SERVER_KIND_WORDS[form.values.kind];
  const willForgetKey = server !== null && server.hasKey && isOtherOrigin(form.values.baseUrl, server.baseUrl);
  return (
    <fieldset disabled={isReadOnly} style={{ border: 0, padding: 0, margin: 0 }}>
      <Stack gap="sm">
        <TextInput label="Name" placeholder="Production gateway" data-autofocus {...form.getInputProps("name")} />
        <Select label="Kind" data={KINDS} allowDeselect={false} {...form.getInputProps("kind")} />
        <TextInput
          label="Address"
          placeholder={words.address}
          description="http or https, without a key in it"
          inputMode="url"
          spellCheck={false}
          {...form.getInputProps("baseUrl")}
        />
        <PasswordInput
          label="Key"
          placeholder={server?.hasKey ? "stored; enter another one to replace it" : ""}
          description={words.key}
          autoComplete="off"
          {...form.getInputProps("apiKey")}
        />
        {willForgetKey && form.values.apiKey === "" && (
          <Text size="xs" c="var(--rc-warn)" role="status">
            The stored key belongs to {server.baseUrl}. Saving another host forgets it: enter the key of the new one.
          </Text>
        )}
        {server?.hasKey && (
          <Switch
            label="Forget the stored key"
            {...form.getInputProps("forgetsKey", { type: "checkbox" })}
            disabled={isReadOnly || form.values.apiKey !== ""}
          />
        )}
        <Switch label="Active" {...form.getInputProps("isActive", { type: "checkbox" })} />
        {server && (
          <Textarea
            label={`Models it serves (${server.modelCount})`}
            description="One name a line. Discovery updates the list and keeps names you add."
            autosize
            minRows={3}
            maxRows={12}
            spellCheck={false}
            className="rc-mono"
            {...form.getInputProps("supportedModels")}
          />
        )}
      </Stack>
    </fieldset>
  );
}
