/** The columns of the list of rules. */
import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { nameColumn, timeColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { feedback } from "#web/components/notify";
import { Absent, TwoLines } from "#web/components/quiet";
import { RowSwitch } from "#web/components/row-controls";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import { checkWords, type Rule } from "./alert-words";
import { SnoozeMenu } from "./snooze-menu";

const COLUMNS: readonly DataColumn<Rule>[] = [
  nameColumn("name", "Rule", ({ name }) => name, {
    width: 180,
    cell: ({ name }) => (
      <TwoLines fw={500} title={name}>
        {name}
      </TwoLines>
    ),
  }),
  {
    id: "check",
    header: "Fires when",
    width: 240,
    grow: 2,
    cell: ({ check }) => <TwoLines title={checkWords(check)}>{checkWords(check)}</TwoLines>,
  },
  { id: "state", header: "State", width: 128, cell: (rule) => <WordsBadge {...stateOf(rule)} /> },
  {
    id: "open",
    header: "Open",
    width: 70,
    align: "right",
    sortBy: ({ openAlerts }) => openAlerts,
    cell: ({ openAlerts }) => (openAlerts === 0 ? <Absent title="nothing open" /> : openAlerts),
  },
  timeColumn("last", "Last fired (UTC)", ({ lastRaisedAt }) => lastRaisedAt, { width: 142 }),
];

function stateOf({ isActive, snoozedUntil, failingSince }: Rule): { words: string; color: string } {
  if (failingSince !== null) return { words: "cannot be checked", color: "red" };
  if (!isActive) return { words: "off", color: "gray" };
  if (snoozedUntil !== null && Date.parse(snoozedUntil) > Date.now()) {
    return { words: `until ${snoozedUntil.slice(0, 10)}`, color: "gray" };
  }
  return { words: "on", color: "ledger" };
}

export const ruleColumns = (mayEdit: boolean): readonly DataColumn<Rule>[] =>
  mayEdit
    ? [
        ...COLUMNS,
        { id: "on", header: "On", width: 60, cell: (rule) => <OnSwitch rule={rule} /> },
        { id: "actions", header: "Actions", width: 176, align: "right", cell: (rule) => <Actions rule={rule} /> },
      ]
    : COLUMNS;

function OnSwitch({ rule: { id, name, check, isActive, isInApp, channelIds } }: Readonly<{ rule: Rule }>) {
  const save = useMutation(
    trpc.alerts.saveRule.mutationOptions(feedback(() => `${name} is ${isActive ? "off" : "on"}`)),
  );
  return (
    <RowSwitch
      aria-label={`${name} on`}
      checked={isActive}
      disabled={save.isPending}
      onClick={(event) => event.stopPropagation()}
      onChange={() => save.mutate({ id, name, check, isInApp, channelIds: [...channelIds], isActive: !isActive })}
    />
  );
}

function Actions({ rule: { id, name, snoozedUntil } }: Readonly<{ rule: Rule }>) {
  const remove = useMutation(trpc.alerts.removeRule.mutationOptions(feedback(() => `${name} is gone`)));
  const snooze = useMutation(trpc.alerts.snoozeRule.mutationOptions(feedback(() => "Saved")));
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end" onClick={(event) => event.stopPropagation()}>
      <SnoozeMenu
        label={name}
        until={snoozedUntil}
        isBusy={snooze.isPending}
        onSnooze={(until) => snooze.mutate({ id, until })}
      />
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Remove ${name}`}
        loading={remove.isPending}
        onClick={() =>
          confirm({
            title: `Remove the rule ${name}?`,
            preview: "What it found stays in the history. To be rid of it for a while, snooze it or turn it off.",
            action: "Remove",
            onConfirm: () => remove.mutate({ id }),
          })
        }
      >
        Remove
      </Button>
    </Group>
  );
}
