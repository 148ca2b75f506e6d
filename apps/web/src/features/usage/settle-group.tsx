/** One decision for all events that wait for a reason: how it goes is shown while it runs, also after a reload. */
import { Button, Group as Row, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { JobProgress } from "#web/components/job-progress";
import { notifyError } from "#web/components/notify";
import { queryClient, type RouterInputs, type RouterOutputs, trpc } from "#web/trpc";

type Decision = RouterInputs["usage"]["settleGroup"]["decision"];
type Action = Decision["action"];

const WORDS: Readonly<Record<Action, Readonly<{ button: string; title: string; about: string }>>> = {
  take: {
    button: "Take all",
    title: "Take all events of this reason",
    about: "Each is checked again, priced as of its own time and booked. What still breaks a rule goes on waiting.",
  },
  "take-later": {
    button: "Take all later ones",
    title: "Put the later reports in place of the booked ones",
    about: "Each booked request gives way to the later report of its id. The first reports are kept in the audit log.",
  },
  discard: {
    button: "Discard all",
    title: "Discard all events of this reason",
    about: "They stay counted as quarantined and are in no sum. The audit log keeps them.",
  },
};

export function SettleGroup({ group }: Readonly<{ group: Group | null }>) {
  const [action, setAction] = useState<Action | null>(null);
  const running = useQuery(trpc.usage.settlingGroup.queryOptions());
  const job = running.data?.state === "running" ? running.data : null;
  if (job) {
    return <JobProgress jobId={job.id} label="Settling the quarantine" onEnd={() => void refreshAfterSettling()} />;
  }
  if (!group) return null;
  const actions: readonly Action[] = group.reasonCode === "conflict" ? ["take-later", "discard"] : ["take", "discard"];
  return (
    <>
      {actions.map((each) => (
        <Button key={each} variant="default" onClick={() => setAction(each)}>
          {WORDS[each].button}
        </Button>
      ))}
      {action && <Decide group={group} action={action} onClose={() => setAction(null)} />}
    </>
  );
}

type DecideProps = Readonly<{ group: Group; action: Action; onClose: () => void }>;

function Decide({ group, action, onClose }: DecideProps) {
  const [reason, setReason] = useState("");
  const [field, setField] = useState("");
  const [value, setValue] = useState("");
  const start = useMutation(
    trpc.usage.settleGroup.mutationOptions({
      onSuccess: (job) => {
        queryClient.setQueryData(trpc.usage.settlingGroup.queryKey(), job);
        onClose();
      },
      onError: notifyError,
    }),
  );
  const why = reason.trim();
  return (
    <Modal opened onClose={onClose} title={WORDS[action].title} closeButtonProps={{ "aria-label": "Close" }}>
      <Stack gap="sm">
        <Text size="sm">
          {groupLabel(group)}. {WORDS[action].about}
        </Text>
        {action === "take" && (
          <Row gap="sm" grow align="flex-start">
            <TextInput
              label="Set a field first"
              placeholder={group.field}
              value={field}
              onChange={({ currentTarget }) => setField(currentTarget.value.trim())}
            />
            <TextInput
              label="to"
              placeholder="empty takes the field away"
              value={value}
              onChange={({ currentTarget }) => setValue(currentTarget.value)}
            />
          </Row>
        )}
        <TextInput
          label="Reason"
          data-autofocus
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button
          loading={start.isPending}
          disabled={action !== "take" && why === ""}
          onClick={() => start.mutate({ group, decision: decisionOf(action, why, field, value) })}
        >
          {WORDS[action].button}
        </Button>
      </Stack>
    </Modal>
  );
}

function decisionOf(action: Action, reason: string, field: string, value: string): Decision {
  if (action !== "take") return { action, reason };
  const set = field === "" ? {} : { set: { field, value: valueOf(value) } };
  return { action, ...set, ...(reason !== "" && { reason }) };
}

type Value = NonNullable<Extract<Decision, { action: "take" }>["set"]>["value"];

/** A number, a flag or a list as JSON writes it; anything else is text; nothing takes the field away. */
function valueOf(text: string): Value {
  const plain = text.trim();
  if (plain === "") return null;
  try {
    return JSON.parse(plain) as Value;
  } catch {
    return plain;
  }
}

export type QuarantinedItem = RouterOutputs["usage"]["quarantine"]["items"][number];
export type QuarantineGroups = RouterOutputs["usage"]["quarantineGroups"];
export type QuarantinedDetails = RouterOutputs["usage"]["quarantined"];
export type Group = Readonly<{ reasonCode: QuarantinedItem["reasonCode"]; field: string }>;

/** Taken events are in the ledger now, and in its sums. */
export const refreshAfterSettling = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.usage.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.requests.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.spend.pathKey() }),
  ]);

const REASONS: Readonly<Record<Group["reasonCode"], string>> = {
  unreadable: "Cannot be read",
  invalid: "Breaks a rule",
  conflict: "Known id, other content",
  "cost-too-large": "Cost too large",
  "nothing-used": "Nothing used",
};

export const groupLabel = ({ reasonCode, field }: Group): string =>
  reasonCode === "invalid" ? `${REASONS.invalid}: ${field}` : REASONS[reasonCode];
