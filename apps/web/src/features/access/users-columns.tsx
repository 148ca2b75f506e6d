import { Badge, Menu, NativeSelect } from "@mantine/core";
import { modals } from "@mantine/modals";
import { ROLES } from "@ratecard/contract";
import { IconKey, IconUserCheck, IconUserOff } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { feedback } from "#web/components/notify";
import { RowMenu } from "#web/components/row-controls";
import { useMe } from "#web/components/session";
import { trpc } from "#web/trpc";
import { ResetPasswordForm, type User } from "./password-forms";

export const USER_COLUMNS: readonly DataColumn<User>[] = [
  nameColumn("name", "Name", ({ name }) => name),
  textColumn("email", "E-mail", ({ email }) => email, { width: 220, grow: 1 }),
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
  timeColumn("created", "Added", ({ createdAt }) => createdAt),
  { id: "actions", header: "Actions", width: 80, align: "right", cell: (user) => <UserActions user={user} /> },
];

function UserRoleSelect({ user }: Readonly<{ user: User }>) {
  const me = useMe();
  const change = useMutation(
    trpc.access.users.changeRole.mutationOptions(
      feedback((changed) => `${changed.name} is ${changed.role} now`, trpc.access.pathFilter()),
    ),
  );
  const choose = (value: string) => {
    const role = ROLES.find((known) => known === value);
    if (!role || role === user.role) return;
    const save = () => change.mutate({ userId: user.id, role });
    if (user.id !== me.id) return save();
    confirm({
      title: "Change your own role?",
      preview: `You lose the right to manage users and cannot give it back to yourself. You will be ${role}.`,
      action: `Become ${role}`,
      onConfirm: save,
    });
  };
  return (
    <NativeSelect
      aria-label={`Role of ${user.email}`}
      variant="unstyled"
      size="xs"
      w={110}
      data={[...ROLES]}
      value={user.role}
      disabled={change.isPending}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

function UserActions({ user }: Readonly<{ user: User }>) {
  const setDisabled = useMutation(
    trpc.access.users.setDisabled.mutationOptions(
      feedback(
        (changed) =>
          changed.isDisabled ? `${changed.name} is signed out and disabled` : `${changed.name} may sign in again`,
        trpc.access.users.pathFilter(),
      ),
    ),
  );
  const disable = () =>
    confirm({
      title: `Disable ${user.name}?`,
      preview: `${user.email} is signed out everywhere at once and cannot sign in. Prices, requests and the audit log keep the name.`,
      action: "Disable",
      onConfirm: () => setDisabled.mutate({ userId: user.id, isDisabled: true }),
    });
  const resetPassword = () =>
    modals.open({
      modalId: "reset-password",
      title: `New password for ${user.name}`,
      children: <ResetPasswordForm user={user} />,
    });

  return (
    <RowMenu label={`Actions for ${user.email}`}>
      <Menu.Item leftSection={<IconKey size={14} />} onClick={resetPassword}>
        Set a new password
      </Menu.Item>
      {user.isDisabled ? (
        <Menu.Item
          leftSection={<IconUserCheck size={14} />}
          onClick={() => setDisabled.mutate({ userId: user.id, isDisabled: false })}
        >
          Let sign in again
        </Menu.Item>
      ) : (
        <Menu.Item color="var(--rc-bad)" leftSection={<IconUserOff size={14} />} onClick={disable}>
          Disable
        </Menu.Item>
      )}
    </RowMenu>
  );
}
