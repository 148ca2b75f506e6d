/** A custom name and the model behind it, typed by hand; discovery leaves it alone from then on. */
import { Button, Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { CreateCustomName } from "@ratecard/contract";
import { useMutation, useQuery } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone, notifyError } from "#web/components/notify";
import { trpc } from "#web/trpc";
import type { CustomName } from "./shapes";
import { refreshDiscovery } from "./use-discovery-job";

type Draft = { customName: string; serverId: string; actualModel: string; provider: string; isActive: boolean };

export function CustomNameForm({ name }: Readonly<{ name: CustomName | null }>) {
  const servers = useQuery(trpc.discovery.servers.list.queryOptions());
  const form = useForm<Draft>({ initialValues: draftOf(name), validate: checkDraft });
  const options = {
    onSuccess: async () => {
      notifyDone("Custom name saved");
      await refreshDiscovery();
      modals.close("custom-name");
    },
    onError: (error: unknown) => {
      const fields = fieldErrorsOf(error);
      form.setErrors(fields);
      if (Object.keys(fields).length === 0) notifyError(error);
    },
  };
  const create = useMutation(trpc.discovery.customNames.create.mutationOptions(options));
  const update = useMutation(trpc.discovery.customNames.update.mutationOptions(options));
  const remove = useMutation(trpc.discovery.customNames.remove.mutationOptions(options));
  const submit = ({ customName, serverId, actualModel, provider, isActive }: Draft) => {
    const given = { actualModel, provider: provider.trim() === "" ? null : provider.trim() };
    if (name) update.mutate({ id: name.id, ...given, isActive });
    else create.mutate({ customName, serverId, ...given });
  };
  const choices = servers.data?.map((server) => ({ value: server.id, label: server.name })) ?? [];
  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap="sm">
        {!name && (
          <>
            <TextInput label="Custom name" placeholder="my-chatbot" {...form.getInputProps("customName")} />
            <Select label="Server" data={choices} {...form.getInputProps("serverId")} />
          </>
        )}
        <TextInput
          label="Model behind it"
          placeholder="claude-sonnet-4.5"
          data-autofocus
          {...form.getInputProps("actualModel")}
        />
        <TextInput label="Provider" placeholder="anthropic" {...form.getInputProps("provider")} />
        {name && <Switch label="Active" {...form.getInputProps("isActive", { type: "checkbox" })} />}
        <Group justify="space-between">
          {name ? (
            <Button
              variant="subtle"
              color="red"
              loading={remove.isPending}
              onClick={() => remove.mutate({ id: name.id })}
            >
              Remove
            </Button>
          ) : (
            <span />
          )}
          <Button type="submit" loading={create.isPending || update.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const draftOf = (name: CustomName | null): Draft => ({
  customName: name?.customName ?? "",
  serverId: name?.serverId ?? "",
  actualModel: name?.actualModel ?? "",
  provider: name?.provider ?? "",
  isActive: name?.isActive ?? true,
});

const checkDraft = ({ isActive: _state, provider, ...draft }: Draft) =>
  checkWith(CreateCustomName)({ ...draft, provider: provider.trim() === "" ? null : provider.trim() });
