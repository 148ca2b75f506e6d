/** Asks before a month is closed: what its statement will say, and a note. */
import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { feedback } from "#web/components/notify";
import { ErrorState, LoadingState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { openProblems, StatementFigures } from "./statement-figures";
import classes from "./statement.module.css";

const MODAL = "close-month";

export const askToClose = (month: string): void => {
  modals.open({ modalId: MODAL, title: `Close ${month}`, size: "xl", children: <CloseMonth month={month} /> });
};

function CloseMonth({ month }: Readonly<{ month: string }>) {
  const [note, setNote] = useState("");
  const preview = useQuery(trpc.months.preview.queryOptions({ month }));
  const finished = feedback(() => `${month} is closed`);
  const close = useMutation(
    trpc.months.close.mutationOptions({
      ...finished,
      onSuccess: (answer) => {
        finished.onSuccess(answer);
        modals.close(MODAL);
      },
    }),
  );
  if (preview.error) return <ErrorState error={preview.error} retry={() => void preview.refetch()} />;
  if (!preview.data) return <LoadingState label="Adding up the month" />;
  const { problem } = preview.data;
  const open = openProblems(preview.data);
  return (
    <Stack gap="md">
      {problem !== null && <Alert color="orange">{problem}</Alert>}
      {open !== null && (
        <Alert color="orange" variant="light" title="Not everything is settled">
          {open}. What is settled after the close becomes a correction of the open month.
        </Alert>
      )}
      <StatementFigures figures={preview.data} most={5} />
      <Text size="sm">
        From then on nothing changes these figures. The statement is signed, and bound to the one before it; an admin
        can open the month again with a reason.
      </Text>
      <Stack gap="sm" className={classes.decision}>
        <Textarea
          label="Note"
          description="Stands in the statement, beside your name."
          autosize
          minRows={1}
          maxRows={4}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
          required
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => modals.close(MODAL)}>
            Keep it open
          </Button>
          <Button
            disabled={problem !== null || note.trim() === ""}
            loading={close.isPending}
            onClick={() => close.mutate({ month, note })}
          >
            Close {month}
          </Button>
        </Group>
      </Stack>
    </Stack>
  );
}
