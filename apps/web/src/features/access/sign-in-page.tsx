import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { signIn } from "./auth-client";
import { FrontDoor } from "./front-door";

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
