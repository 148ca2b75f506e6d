/** First start: makes the first admin, signs in, then offers the two ways to begin. */
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { CompleteSetup } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { NewPasswordInput, Refusal } from "#web/components/form-parts";
import { trpc } from "#web/trpc";
import { signIn } from "./auth-client";
import { FrontDoor } from "./sign-in-page";

type SetupPageProps = Readonly<{ token: string | undefined; onDone: () => void }>;

export function SetupPage({ token, onDone }: SetupPageProps) {
  if (token === undefined || token === "") return <LinkNeeded />;
  return <FirstAdmin token={token} onDone={onDone} />;
}

const LinkNeeded = () => (
  <FrontDoor title="Set up Ratecard">
    <Text size="sm" component="div">
      Open the setup link that the server printed on its terminal when it started. It makes the first admin and works
      once. A new one is printed with every start until then.
    </Text>
  </FrontDoor>
);

function FirstAdmin({ token, onDone }: Readonly<{ token: string; onDone: () => void }>) {
  const form = useForm({
    mode: "uncontrolled",
    initialValues: { token, name: "", email: "", password: "" },
    validate: checkWith(CompleteSetup),
  });
  const setup = useMutation(
    trpc.access.setup.mutationOptions({
      onError: (error) => form.setErrors(fieldErrorsOf(error)),
      onSuccess: async (_user, { email, password }) => {
        await signIn(email, password);
        onDone();
      },
    }),
  );
  return (
    <FrontDoor title="Set up Ratecard" description="Make the first admin. More people can be added in the settings.">
      <form onSubmit={form.onSubmit((values) => setup.mutate(values))}>
        <Stack gap="sm">
          <Refusal error={setup.error} />
          <TextInput
            label="Name"
            autoComplete="name"
            autoFocus
            size="sm"
            key={form.key("name")}
            {...form.getInputProps("name")}
          />
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            size="sm"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <NewPasswordInput label="Password" size="sm" key={form.key("password")} {...form.getInputProps("password")} />
          <Button type="submit" size="sm" mt={4} loading={setup.isPending}>
            Create the admin
          </Button>
        </Stack>
      </form>
    </FrontDoor>
  );
}
