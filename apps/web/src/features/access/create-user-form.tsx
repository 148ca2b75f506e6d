import { Alert, Button, Group, PasswordInput, Select, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { modals } from "@mantine/modals";
import { CreateUser, PASSWORD_LENGTH, ROLES, type Role } from "@ratecard/contract";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { checkWith } from "#web/components/check-with";
import { fieldErrorsOf } from "#web/components/field-errors";
import { notifyDone } from "#web/components/notify";
import { describeClientError } from "#web/errors/describe-client-error";
import { trpc } from "#web/trpc";

const EMPTY: { name: string; email: string; role: Role; password: string } = {
  name: "",
  email: "",
  role: "viewer",
  password: "",
};

export function CreateUserForm() {
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
  const refusal =
    create.error && Object.keys(fieldErrorsOf(create.error)).length === 0 ? describeClientError(create.error) : null;
  return (
    <form onSubmit={form.onSubmit((values) => create.mutate(values))}>
      <Stack gap="sm">
        {refusal && (
          <Alert color="red" variant="light" p="xs" title={refusal.title} role="alert">
            {refusal.message}
          </Alert>
        )}
        <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
        <TextInput label="E-mail" type="email" key={form.key("email")} {...form.getInputProps("email")} />
        <Select
          label="Role"
          data={[...ROLES]}
          allowDeselect={false}
          key={form.key("role")}
          {...form.getInputProps("role")}
        />
        <PasswordInput
          label="Initial password"
          description={`At least ${PASSWORD_LENGTH.min} characters. Hand it over yourself; it is not sent.`}
          autoComplete="new-password"
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            Add user
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
