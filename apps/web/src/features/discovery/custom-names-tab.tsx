/** Names somebody made up, the base model of each, and whether both have a price. */
import { Button, Group, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { CreateCustomName } from "@ratecard/contract";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { DataTable } from "#web/components/data-table";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { FilterBar } from "#web/components/filter-bar";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { CUSTOM_NAME_COLUMNS } from "./custom-name-columns";
import { useDiscoverySearch } from "./discovery-search";
import type { CustomName } from "./shapes";
import { refreshDiscovery } from "./use-discovery-job";

export function CustomNamesTab() {
  const [{ q, sort, warned }, setSearch] = useDiscoverySearch();
  const names = useQuery(trpc.discovery.customNames.list.queryOptions());
  const mayWrite = useMay("discovery:write");
  const shown = names.data?.filter((name) => matches(name, q) && (!warned || name.ownPrice === null));
  return (
    <>
      <FilterBar
        search={{ label: "Search custom names", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={
          mayWrite && (
            <Button leftSection={<IconPlus size={14} stroke={1.8} />} onClick={() => openCustomName(null)}>
              Add a custom name
            </Button>
          )
        }
      >
        <Switch
          label="Without a price only"
          checked={warned}
          onChange={({ currentTarget }) => setSearch({ warned: currentTarget.checked })}
        />
      </FilterBar>
      <DataTable
        label="custom names"
        rows={shown}
        columns={CUSTOM_NAME_COLUMNS}
        rowKey={keyOf}
        rowLabel={(name) => name.customName}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        {...(mayWrite ? { onOpen: openCustomName } : {})}
        isMuted={(name) => !name.isActive}
        error={names.error}
        retry={names.refetch}
        fill
        empty={
          names.data?.length === 0 ? (
            <EmptyState title="No custom names yet">
              Discovery finds them: names a gateway maps to another model, as my-chatbot to claude-sonnet-4.5.
            </EmptyState>
          ) : (
            <EmptyState title="No custom name matches">The search and the filter leave nothing.</EmptyState>
          )
        }
      />
    </>
  );
}

const openCustomName = (name: CustomName | null) =>
  modals.open({
    modalId: "custom-name",
    title: name?.customName ?? "Add a custom name",
    children: <CustomNameForm name={name} />,
  });

const keyOf = (name: CustomName) => name.id;

const matches = ({ customName, actualModel, serverName, provider }: CustomName, text: string) =>
  `${customName} ${actualModel} ${serverName} ${provider ?? ""}`.toLowerCase().includes(text.trim().toLowerCase());

/** A custom name and its base model, typed by hand; discovery leaves it alone from then on. */
type Draft = { customName: string; serverId: string; actualModel: string; provider: string; isActive: boolean };

function CustomNameForm({ name }: Readonly<{ name: CustomName | null }>) {
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
          label="Base model"
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
