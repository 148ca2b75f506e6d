import { PasswordInput, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { ChangeOwnPassword, ResetPassword } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { NewPasswordInput, SubmitRow } from "#web/components/form-parts";
import { notifyDone, notifyError } from "#web/components/notify";
import { type RouterOutputs, trpc } from "#web/trpc";

const MODAL = "change-password";

export function openChangePassword(): void {
  modals.open({ modalId: MODAL, title: "Change password", children: <ChangePasswordForm /> });
}

function ChangePasswordForm() {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { current: "", next: "" },
    validate: checkWith(ChangeOwnPassword),
  });
  const change = useMutation(
    trpc.access.changePassword.mutationOptions({
      onError: (error) => form.setErrors(fieldErrorsOf(error)),
      onSuccess: () => {
        modals.close(MODAL);
        notifyDone("Password changed. Other browsers are signed out.");
      },
    }),
  );
  return (
    <form onSubmit={form.onSubmit((values) => change.mutate(values))}>
      <Stack gap="sm">
        <PasswordInput
          label="Current password"
          autoComplete="current-password"
          data-autofocus
          key={form.key("current")}
          {...form.getInputProps("current")}
        />
        <NewPasswordInput label="New password" key={form.key("next")} {...form.getInputProps("next")} />
        <SubmitRow label="Change password" isSending={change.isPending} />
      </Stack>
    </form>
  );
}

export function ResetPasswordForm({ user }: Readonly<{ user: User }>) {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { userId: user.id, password: "" },
    validate: checkWith(ResetPassword),
  });
  const reset = useMutation(
    trpc.access.users.resetPassword.mutationOptions({
      onError: (error) => {
        form.setErrors(fieldErrorsOf(error));
        notifyError(error);
      },
      onSuccess: () => {
        modals.close("reset-password");
        notifyDone(`${user.name} has a new password and is signed out everywhere`);
      },
    }),
  );
  return (
    <form onSubmit={form.onSubmit((values) => reset.mutate(values))}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Hand it over yourself; it is not sent. All sessions of {user.email} end.
        </Text>
        <NewPasswordInput
          label="New password"
          data-autofocus
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <SubmitRow label="Set password" isSending={reset.isPending} />
      </Stack>
    </form>
  );
}

export type User = RouterOutputs["access"]["users"]["list"][number];
