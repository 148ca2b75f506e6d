/** One waiting event: why it waits, what is booked under its id, the event to be mended, and the decisions. */
import { Alert, Button, Drawer, Group, JsonInput, Stack, Table, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Money } from "#web/components/money";
import { notifyDone, notifyError } from "#web/components/notify";
import { Quiet } from "#web/components/quiet";
import { useMay } from "#web/components/session";
import { ErrorState, LoadingState } from "#web/components/states";
import { type RouterInputs, trpc } from "#web/trpc";
import { type QuarantinedDetails, refreshAfterSettling } from "./settle-group";

type Decision = RouterInputs["usage"]["settle"]["decision"];

export function QuarantinedDrawer({ id, onClose }: Readonly<{ id: string; onClose: () => void }>) {
  const found = useQuery(trpc.usage.quarantined.queryOptions({ id }));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={680}
      title={found.data?.item.requestId ?? "An event without an id"}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {found.data ? (
        <Waiting {...found.data} onClose={onClose} />
      ) : found.error ? (
        <ErrorState error={found.error} retry={() => void found.refetch()} />
      ) : (
        <LoadingState label="Loading the event" />
      )}
    </Drawer>
  );
}

function Waiting({ item, booked, onClose }: QuarantinedDetails & Readonly<{ onClose: () => void }>) {
  const first = JSON.stringify(item.payload, null, 2);
  const [text, setText] = useState(first);
  const [reason, setReason] = useState("");
  const event = eventOf(text);
  const settle = useMutation(
    trpc.usage.settle.mutationOptions({
      onSuccess: async ({ outcome }) => {
        notifyDone(DONE[outcome]);
        onClose();
        await refreshAfterSettling();
      },
      onError: notifyError,
    }),
  );
  const decide = (decision: Decision) => settle.mutate({ id: item.id, decision });
  const why = reason.trim();
  return (
    <Stack gap="sm">
      <Alert color="orange" title="Why it waits">
        {item.reason}
      </Alert>
      {booked && <BothReports later={item.payload} booked={booked} />}
      <JsonInput
        label="The event, as it will be taken"
        description="Correct the field that the sentence names. Messages are never kept."
        value={text}
        onChange={setText}
        error={event === null ? "This is no JSON object of an event's fields" : undefined}
        autosize
        minRows={8}
        maxRows={22}
        formatOnBlur
      />
      <TextInput
        label="Reason"
        description="Kept in the audit log; needed to discard an event or to replace a booked one"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      {useMay("quarantine:settle") ? (
        <Group gap="sm" justify="flex-end">
          <Button
            variant="default"
            color="red"
            disabled={why === "" || settle.isPending}
            onClick={() => decide({ action: "discard", reason: why })}
          >
            Discard
          </Button>
          {booked && (
            <Button
              variant="default"
              disabled={why === "" || settle.isPending}
              onClick={() => decide({ action: "take-later", reason: why })}
            >
              Take the later one
            </Button>
          )}
          <Button
            loading={settle.isPending}
            disabled={event === null}
            onClick={() => event && decide({ action: "take", event, ...(why !== "" && { reason: why }) })}
          >
            Take the event
          </Button>
        </Group>
      ) : (
        <Text size="sm" c="dimmed">
          Finance and admins settle what waits here.
        </Text>
      )}
    </Stack>
  );
}

const DONE = {
  taken: "The event was booked.",
  "taken-later": "The later report took the place of the first.",
  duplicate: "It was booked already, with the same content.",
  discarded: "The event was discarded.",
  waits: "The event waits on.",
  gone: "The event was settled already.",
} as const;

function eventOf(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

type Reports = Readonly<{
  later: QuarantinedDetails["item"]["payload"];
  booked: NonNullable<QuarantinedDetails["booked"]>;
}>;

/** What is booked under an id beside the later report: the fields that differ, and what the booked one cost. */
function BothReports({ later, booked }: Reports) {
  const { costUsd, ...fields } = booked;
  const differing = [...new Set([...Object.keys(fields), ...Object.keys(later)])].filter(
    (name) => name in fields && textOf(fields[name]) !== textOf(later[name]),
  );
  return (
    <Table verticalSpacing={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Field</Table.Th>
          <Table.Th ta="right">Booked</Table.Th>
          <Table.Th ta="right">Later report</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {differing.map((name) => (
          <Table.Tr key={name}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">{textOf(fields[name])}</Table.Td>
            <Table.Td ta="right">{textOf(later[name])}</Table.Td>
          </Table.Tr>
        ))}
        <Table.Tr>
          <Table.Td>Cost</Table.Td>
          <Table.Td ta="right">{costUsd === null ? "no cost" : <Money usd={costUsd} exact />}</Table.Td>
          <Table.Td ta="right">
            <Quiet>as of its time</Quiet>
          </Table.Td>
        </Table.Tr>
      </Table.Tbody>
    </Table>
  );
}

/** An absent flag is false, and an instant counts however its offset is written. */
function textOf(value: unknown): string {
  if (value === undefined || value === null || value === false) return "—";
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) return new Date(value).toISOString();
  return typeof value === "string" ? value : JSON.stringify(value);
}
