/** Asks a server for its models before anything is saved, and says what came back. */
import { Alert, Button, Stack } from "@mantine/core";
import { IconPlugConnected } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { describeClientError } from "#web/errors/describe-client-error";
import { type RouterOutputs, trpc } from "#web/trpc";
import type { ServerDraft } from "./server-draft";
import { counted } from "#web/components/count";

type TryConnectionProps = Readonly<{ id: string | undefined; draft: ServerDraft }>;

export function TryConnection({ id, draft }: TryConnectionProps) {
  const attempt = useMutation(trpc.discovery.servers.try.mutationOptions());
  const { kind, baseUrl, apiKey } = draft;
  const ask = () =>
    attempt.mutate({
      kind,
      baseUrl,
      ...(apiKey === "" ? {} : { apiKey }),
      ...(id === undefined ? {} : { id }),
    });
  return (
    <Stack gap="xs">
      <Button
        variant="default"
        leftSection={<IconPlugConnected size={14} stroke={1.8} />}
        loading={attempt.isPending}
        disabled={baseUrl.trim() === ""}
        onClick={ask}
      >
        Test connection
      </Button>
      <div role="status">
        {attempt.data && <Answer answer={attempt.data} />}
        {attempt.error && (
          <Alert color="red" variant="light" p="xs">
            {describeClientError(attempt.error).message}
          </Alert>
        )}
      </div>
    </Stack>
  );
}

function Answer({ answer }: Readonly<{ answer: RouterOutputs["discovery"]["servers"]["try"] }>) {
  if (!answer.isOk) {
    return (
      <Alert color="red" variant="light" p="xs">
        {answer.message}
      </Alert>
    );
  }
  return (
    <Alert variant="light" p="xs">
      It answers and lists {counted(answer.modelCount, "model")}.{answer.message !== null && ` ${answer.message}`}
    </Alert>
  );
}
