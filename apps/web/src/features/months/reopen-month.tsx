/** Asks why a closed month is opened again. */
import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { feedback } from "#web/components/notify";
import { domainErrorOf } from "#web/errors/describe-client-error";
import { trpc } from "#web/trpc";

const MODAL = "reopen-month";

export const askToReopen = (month: string): void => {
  modals.open({ modalId: MODAL, title: `Open ${month} again`, children: <ReopenMonth month={month} /> });
};

function ReopenMonth({ month }: Readonly<{ month: string }>) {
  const [reason, setReason] = useState("");
  const finished = feedback(() => `${month} is open again`);
  const reopen = useMutation(
    trpc.months.reopen.mutationOptions({
      ...finished,
      onError: (error) => {
        finished.onError(error);
        if (domainErrorOf(error)?.code === "MONTH_REOPENED") modals.close(MODAL);
      },
      onSuccess: (answer) => {
        finished.onSuccess(answer);
        modals.close(MODAL);
      },
    }),
  );
  return (
    <Stack gap="md">
      <Text size="sm">
        What arrives for {month} from now on changes its figures. Its statement stays, marked as re-opened; corrections
        stay where they are counted. Closing it again makes a second statement.
      </Text>
      <Textarea
        label="Reason"
        description="Kept in the audit log and beside the statement."
        autosize
        minRows={2}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        required
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={() => modals.close(MODAL)}>
          Keep it closed
        </Button>
        <Button
          color="red"
          disabled={reason.trim() === ""}
          loading={reopen.isPending}
          onClick={() => reopen.mutate({ month, reason })}
        >
          Open {month} again
        </Button>
      </Group>
    </Stack>
  );
}
