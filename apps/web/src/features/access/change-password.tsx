import { Button, Group, PasswordInput, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { ChangeOwnPassword, PASSWORD_LENGTH } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { checkWith } from "#web/components/check-with";
import { fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone } from "#web/components/notify";
import { trpc } from "#web/trpc";

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
        <PasswordInput
          label="New password"
          description={`At least ${PASSWORD_LENGTH.min} characters`}
          autoComplete="new-password"
          key={form.key("next")}
          {...form.getInputProps("next")}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
