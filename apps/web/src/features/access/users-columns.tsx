import { Badge, Text } from "@mantine/core";
import type { DataColumn } from "#web/components/data-table";
import { Time } from "#web/components/time";
import type { User } from "./user";
import { UserActions } from "./user-actions";
import { UserRoleSelect } from "./user-role-select";

export const USER_COLUMNS: readonly DataColumn<User>[] = [
  {
    id: "name",
    header: "Name",
    width: 180,
    grow: 1,
    sortBy: (user) => user.name,
    cell: (user) => (
      <Text span inherit fw={500}>
        {user.name}
      </Text>
    ),
  },
  { id: "email", header: "E-mail", width: 220, grow: 1, sortBy: (user) => user.email, cell: (user) => user.email },
  {
    id: "role",
    header: "Role",
    width: 150,
    sortBy: (user) => user.role,
    cell: (user) => <UserRoleSelect user={user} />,
  },
  {
    id: "state",
    header: "State",
    width: 110,
    sortBy: (user) => user.isDisabled,
    cell: (user) => (user.isDisabled ? <Badge color="gray">disabled</Badge> : <Badge>active</Badge>),
  },
  {
    id: "created",
    header: "Added",
    width: 140,
    sortBy: (user) => user.createdAt,
    cell: (user) => <Time at={user.createdAt} />,
  },
  { id: "actions", header: "Actions", width: 80, align: "right", cell: (user) => <UserActions user={user} /> },
];
