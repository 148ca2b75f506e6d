import { Alert, Box, Button, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDocumentTitle } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
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
export function FrontDoor({ title, description, children }: FrontDoorProps) {
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
