/** Says why, and does what the dry run said. */
import { Button, Group, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Count } from "#web/components/count";
import { fieldErrorsOf } from "#web/components/field-errors";
import { Refusal } from "#web/components/form-parts";
import { Money } from "#web/components/money";
import { feedback } from "#web/components/notify";
import { Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { RecostRun } from "./scope-words";

type ConfirmRunProps = Readonly<{ run: RecostRun; preview: NonNullable<RecostRun["preview"]> }>;

export function ConfirmRun({ run: { id }, preview: { changed, differenceUsd } }: ConfirmRunProps) {
  const [reason, setReason] = useState("");
  const mayRun = useMay("recost:run");
  const start = useMutation(trpc.recost.confirm.mutationOptions({ onSettled: feedback(() => "").onSettled }));
  if (changed === 0) return null;
  if (!mayRun) return <Text size="sm">Someone with the role finance confirms this run.</Text>;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ id, reason });
  };
  return (
    <Panel title="Confirm">
      <form onSubmit={submit}>
        <Text size="sm" mb="sm">
          <Count of={changed} /> requests get their new cost, <Money usd={differenceUsd} /> in all. Each keeps its old
          cost in its history. In closed months the difference is booked today, as a correction.
        </Text>
        <Group align="flex-end">
          <TextInput
            label="Reason"
            description="Stands beside every corrected request and in the audit log."
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            error={fieldErrorsOf(start.error).reason}
            required
            w={460}
          />
          <Button type="submit" loading={start.isPending} disabled={reason.trim() === ""}>
            Correct these costs
          </Button>
        </Group>
        <Refusal error={start.error} />
      </form>
    </Panel>
  );
}
