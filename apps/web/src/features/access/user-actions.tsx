import { Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconKey, IconUserCheck, IconUserOff } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { notifyDone, notifyError } from "#web/components/notify";
import { RowMenu } from "#web/components/row-menu";
import { trpc } from "#web/trpc";
import { ResetPasswordForm } from "./reset-password-form";
import type { User } from "./user";

export function UserActions({ user }: Readonly<{ user: User }>) {
  const queries = useQueryClient();
  const setDisabled = useMutation(
    trpc.access.users.setDisabled.mutationOptions({
      onError: notifyError,
      onSuccess: (changed) =>
        notifyDone(
          changed.isDisabled ? `${changed.name} is signed out and disabled` : `${changed.name} may sign in again`,
        ),
      onSettled: () => queries.invalidateQueries(trpc.access.users.pathFilter()),
    }),
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
