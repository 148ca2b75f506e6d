import { Button, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { CreateUser, type Role, ROLES } from "@ratecard/contract";
import { IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { DataTable } from "#web/components/data-table";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { FilterBar } from "#web/components/filter-bar";
import { NewPasswordInput, Refusal, SubmitRow } from "#web/components/form-parts";
import { notifyDone } from "#web/components/notify";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import type { User } from "./password-forms";
import { USER_COLUMNS } from "./users-columns";

const Search = z.object({ q: z.string().catch(""), sort: z.string().catch("name") });

export function UsersSettings() {
  const [{ q, sort }, setSearch] = useTableSearch(Search);
  const users = useQuery(trpc.access.users.list.queryOptions());
  const shown = users.data?.filter((user) => matches(user, q));
  return (
    <>
      <FilterBar
        search={{ label: "Search users", value: q, onChange: (text) => setSearch({ q: text }) }}
        right={
          <Button leftSection={<IconUserPlus size={14} stroke={1.8} />} onClick={openCreateUser}>
            Add user
          </Button>
        }
      />
      <DataTable
        label="users"
        fill
        rows={shown}
        columns={USER_COLUMNS}
        rowKey={keyOf}
        rowLabel={(user) => user.email}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        isMuted={(user) => user.isDisabled}
        error={users.error}
        retry={users.refetch}
        empty={<EmptyState title="No user matches">Nobody here has “{q}” in name, e-mail or role.</EmptyState>}
      />
      <Text size="xs" c="dimmed">
        Viewer: dashboards and explain. Support: also requests. Finance: also servers and the audit log. Admin:
        everything.
      </Text>
    </>
  );
}

const keyOf = (user: User) => user.id;

const matches = (user: User, text: string) =>
  `${user.name} ${user.email} ${user.role}`.toLowerCase().includes(text.trim().toLowerCase());

const openCreateUser = () => modals.open({ modalId: "create-user", title: "Add user", children: <CreateUserForm /> });

const EMPTY: { name: string; email: string; role: Role; password: string } = {
  name: "",
  email: "",
  role: "viewer",
  password: "",
};

function CreateUserForm() {
  const queries = useQueryClient();
  const form = useForm({ mode: "uncontrolled", initialValues: EMPTY, validate: checkWith(CreateUser) });
  const create = useMutation(
    trpc.access.users.create.mutationOptions({
      onError: (error) => form.setErrors(fieldErrorsOf(error)),
      onSuccess: async (user) => {
        modals.close("create-user");
        notifyDone(`${user.name} may sign in as ${user.email}`);
        await queries.invalidateQueries(trpc.access.users.pathFilter());
      },
    }),
  );
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack gap="sm">
        <Refusal error={create.error} />
        <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
        <TextInput label="E-mail" type="email" key={form.key("email")} {...form.getInputProps("email")} />
        <Select
          label="Role"
          data={[...ROLES]}
          allowDeselect={false}
          key={form.key("role")}
          {...form.getInputProps("role")}
        />
        <NewPasswordInput
          label="Initial password"
          note="Hand it over yourself; it is not sent."
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitRow label="Add user" isSending={create.isPending} />
      </Stack>
    </form>
  );
}
