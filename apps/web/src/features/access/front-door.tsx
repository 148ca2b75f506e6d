import { Alert, Box, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { CompleteSetup } from "@ratecard/contract";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { checkWith, fieldErrorsOf } from "#web/components/field-errors";
import { NewPasswordInput, Refusal } from "#web/components/form-parts";
import { trpc } from "#web/trpc";
import { signIn } from "./auth-client";
import classes from "./front-door.module.css";

/** `onSignedIn` leads on; where to is the route's business. */
export function SignInPage({ onSignedIn }: Readonly<{ onSignedIn: () => void }>) {
  const form = useForm({ mode: "uncontrolled", initialValues: { email: "", password: "" } });
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async ({ email, password }: { email: string; password: string }) => {
    setIsBusy(true);
    const refusal = await signIn(email.trim(), password);
    setIsBusy(false);
    setProblem(refusal);
    if (refusal === null) onSignedIn();
  };

  return (
    <FrontDoor title="Sign in">
      <form onSubmit={form.onSubmit((values) => void submit(values))}>
        <Stack gap="sm">
          {problem !== null && (
            <Alert color="red" variant="light" p="xs" role="alert">
              {problem}
            </Alert>
          )}
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            autoFocus
            size="sm"
            key={form.key("email")}
            {...form.getInputProps("email")}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            size="sm"
            key={form.key("password")}
            {...form.getInputProps("password")}
          />
          <Button type="submit" size="sm" mt={4} loading={isBusy}>
            Sign in
          </Button>
        </Stack>
      </form>
    </FrontDoor>
  );
}

type FrontDoorProps = Readonly<{ title: string; description?: ReactNode; children: ReactNode }>;

/** The frame of the pages before sign-in. */
function FrontDoor({ title, description, children }: FrontDoorProps) {
  useDocumentTitle(`${title} · Ratecard`);
  return (
    <main className={classes.place}>
      <Box className={classes.card}>
        <Group gap={8} mb="lg">
          <img src="/icon.svg" alt="" width={22} height={22} />
          <Text fw={650} size="md">
            Ratecard
          </Text>
        </Group>
        <Title order={1}>{title}</Title>
        {description !== undefined && (
          <Text size="sm" c="dimmed" mt={4} component="div">
            {description}
          </Text>
        )}
        <Box mt="lg">{children}</Box>
      </Box>
    </main>
  );
}

type SetupPageProps = Readonly<{ token: string | undefined; onDone: () => void }>;

/** First start: makes the first admin, signs in, then offers the two ways to begin. */
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
