/**
 * The four states that are not data; they differ to the eye and to a screen reader.
 * `<LoadingState label="Loading prices"/>`, `<EmptyState title action>text</EmptyState>`, `<ErrorState error retry>`, `<ForbiddenState what permission>`.
 */
import { Box, Button, Code, Loader, Stack, Text } from "@mantine/core";
import { leastRoleFor, type Permission } from "@ratecard/contract";
import { IconAlertTriangle, IconLock, IconTable } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { describeClientError } from "#web/errors/describe-client-error";
import classes from "./states.module.css";

export function LoadingState({ label = "Loading" }: Readonly<{ label?: string }>) {
  return (
    <Stack className={classes.state} role="status" aria-label={label}>
      <Loader size="sm" type="dots" />
      <Text size="sm" c="dimmed">
        {label} …
      </Text>
    </Stack>
  );
}

type EmptyProps = Readonly<{ title: string; children?: ReactNode; action?: ReactNode; icon?: ReactNode }>;

/** Nothing here yet (or nothing matches): says why and offers the next step. */
export function EmptyState({ title, children, action, icon }: EmptyProps) {
  return (
    <Stack className={classes.state}>
      <span className={classes.icon}>{icon ?? <IconTable size={20} stroke={1.5} aria-hidden />}</span>
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" maw={460} component="div">
          {children}
        </Text>
      )}
      {action !== undefined && <Box mt={6}>{action}</Box>}
    </Stack>
  );
}

/** What failed, in the server's own sentence, with another try and the request id for the log. */
export function ErrorState({ error, retry }: Readonly<{ error: unknown; retry?: () => void }>) {
  const { title, message, domain, requestId } = describeClientError(error);
  if (domain?.code === "FORBIDDEN") {
    return <ForbiddenState what="This page" ask={domain.details.ask} />;
  }
  return (
    <Stack className={classes.state} role="alert">
      <span className={classes.icon} data-tone="bad">
        <IconAlertTriangle size={20} stroke={1.5} aria-hidden />
      </span>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" maw={520}>
        {message}
      </Text>
      {domain === null && requestId !== null && (
        <Text size="xs" c="dimmed">
          Request <Code>{requestId}</Code>
        </Text>
      )}
      {retry && (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      )}
    </Stack>
  );
}

type ForbiddenProps = Readonly<{ what: string; ask: string } | { what: string; permission: Permission }>;

/** The thing exists, and whom to ask for it. `what` is its name on the screen: "Model pricing". */
export function ForbiddenState(props: ForbiddenProps) {
  const role = "ask" in props ? props.ask : leastRoleFor(props.permission);
  return (
    <Stack className={classes.state}>
      <span className={classes.icon}>
        <IconLock size={20} stroke={1.5} aria-hidden />
      </span>
      <Text fw={600}>{props.what}: not for your role</Text>
      <Text size="sm" c="dimmed" maw={460}>
        It is here, and needs the role {role}. Ask an admin of this Ratecard to give it to you, or ask someone who has
        it.
      </Text>
    </Stack>
  );
}
