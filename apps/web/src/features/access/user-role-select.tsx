import { NativeSelect } from "@mantine/core";
import { ROLES } from "@ratecard/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMe } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { User } from "./user";

export function UserRoleSelect({ user }: Readonly<{ user: User }>) {
  const me = useMe();
  const queries = useQueryClient();
  const change = useMutation(
    trpc.access.users.changeRole.mutationOptions({
      onError: notifyError,
      onSuccess: (changed) => notifyDone(`${changed.name} is ${changed.role} now`),
      onSettled: () => queries.invalidateQueries(trpc.access.pathFilter()),
    }),
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
