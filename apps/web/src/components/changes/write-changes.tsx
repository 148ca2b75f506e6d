/** Names the batch, says why, and writes the chosen rows. A refusal because prices moved shows them as they are now. */
import { Button, Group, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { notifyError } from "#web/components/notify";
import { domainErrorOf } from "#web/errors/describe-client-error";
import { trpc } from "#web/trpc";
import type { ChangeRow, ChangeSet } from "./change-choice";
import type { ChangeSource } from "./use-change-preview";
import { counted } from "#web/components/count";

type WriteChangesProps = Readonly<{
  source: ChangeSource;
  /** ISO 8601; "" is now. */
  from: string;
  rows: readonly ChangeRow[];
  /** As "Import". */
  verb: string;
  name: string;
  onName: (name: string) => void;
  isBlocked: boolean;
  onBack: Readonly<{ words: string; go: () => void }> | undefined;
  onWritten: (written: ChangeSet) => void;
  onMoved: () => void;
}>;

export function WriteChanges(props: WriteChangesProps) {
  const { source, from, rows, verb, name, onName, isBlocked, onBack } = props;
  const [reason, setReason] = useState("");
  const write = useWrite(props);
  const hasName = name.trim() !== "";
  const save = () =>
    write.mutate({
      source,
      effectiveFrom: from === "" ? null : from,
      name: name.trim(),
      ...(reason.trim() !== "" && { reason }),
      rows: rows.flatMap(({ model, seen }) => (seen === null ? [] : [{ model, seen }])),
    });
  return (
    <Group gap="xs" align="flex-start" ml="auto">
      {onBack && (
        <Button variant="default" onClick={onBack.go}>
          {onBack.words}
        </Button>
      )}
      <TextInput
        aria-label="Name of the batch"
        w={210}
        value={name}
        error={hasName ? null : "It needs a name."}
        onChange={({ currentTarget }) => onName(currentTarget.value)}
      />
      <TextInput
        aria-label="Reason"
        placeholder="Reason (optional)"
        w={130}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Button loading={write.isPending} disabled={isBlocked || rows.length === 0 || !hasName} onClick={save}>
        {verb} {counted(rows.length, "price")}
      </Button>
    </Group>
  );
}

function useWrite({ onWritten, onMoved }: WriteChangesProps) {
  const queries = useQueryClient();
  return useMutation(
    trpc.changes.write.mutationOptions({
      onSuccess: async (written) => {
        onWritten(written);
        const touched = [trpc.priceBook, trpc.findings, trpc.discovery, trpc.explain];
        await Promise.all(touched.map((router) => queries.invalidateQueries(router.pathFilter())));
      },
      onError: (error) => {
        notifyError(error);
        if (domainErrorOf(error)?.code === "VERSION_MOVED") onMoved();
      },
    }),
  );
}
