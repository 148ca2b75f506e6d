import { Button, Text } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { trpc } from "#web/trpc";
import { CreateUserForm } from "./create-user-form";
import type { User } from "./user";
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
