/** The columns of the list of golden cases. */
import { Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { nameColumn, textColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { RouteLink } from "#web/components/links";
import { Money } from "#web/components/money";
import { feedback } from "#web/components/notify";
import { TwoLines } from "#web/components/quiet";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import { type CheckedCase, usageWords } from "./case-words";
import { openUpdateCase } from "./update-case";

const COLUMNS: readonly DataColumn<CheckedCase>[] = [
  nameColumn("label", "Case", ({ label }) => label, { width: 130 }),
  textColumn("set", "Set", ({ set }) => set, { width: 76 }),
  textColumn("model", "Model", ({ model }) => model, { width: 106 }),
  {
    id: "usage",
    header: "Usage",
    width: 140,
    cell: ({ usage }) => <TwoLines title={usageWords(usage)}>{usageWords(usage)}</TwoLines>,
  },
  {
    id: "expected",
    header: "Must cost",
    width: 88,
    align: "right",
    cell: ({ expectedUsd }) => <Money usd={expectedUsd} exact />,
  },
  {
    id: "found",
    header: "Costs now",
    help: "At the price in force, or at that of the time that the case names",
    width: 88,
    align: "right",
    cell: ({ foundUsd }) => <Money usd={foundUsd} exact />,
  },
  {
    id: "state",
    header: "State",
    width: 78,
    sortBy: ({ isMet }) => (isMet ? "met" : "fails"),
    cell: ({ isMet }) => (isMet ? <WordsBadge words="met" color="ledger" /> : <WordsBadge words="fails" color="red" />),
  },
  {
    id: "made",
    header: "Made by",
    help: "Who made it, and from which request",
    width: 116,
    sortBy: ({ createdBy }) => createdBy,
    cell: (each) => <Made by={each.createdBy} requestId={each.requestId} gateway={each.gateway} />,
  },
];

type MadeProps = Readonly<{ by: string; requestId: string | null; gateway: string | null }>;

const Made = ({ by, requestId, gateway }: MadeProps) => (
  <Stack gap={0} miw={0}>
    <Text size="sm" truncate title={by}>
      {by}
    </Text>
    {requestId !== null && (
      <RouteLink
        to="/dashboard/logs/$requestId"
        params={{ requestId }}
        search={{ gateway } as never}
        size="xs"
        truncate
        title={`Request ${requestId}`}
      >
        from a request
      </RouteLink>
    )}
  </Stack>
);

export const caseColumns = (mayEdit: boolean): readonly DataColumn<CheckedCase>[] =>
  mayEdit
    ? [
        ...COLUMNS,
        { id: "actions", header: "Actions", width: 174, align: "right", cell: (each) => <Actions standing={each} /> },
      ]
    : COLUMNS;

function Actions({ standing }: Readonly<{ standing: CheckedCase }>) {
  const { id, label } = standing;
  const remove = useMutation(
    trpc.priceCases.remove.mutationOptions(feedback(() => `${label} is removed`, trpc.priceCases.pathFilter())),
  );
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Update ${label}`}
        onClick={() => openUpdateCase(standing)}
      >
        Update
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Remove ${label}`}
        loading={remove.isPending}
        onClick={() =>
          confirm({
            title: `Remove the golden case ${label}?`,
            preview: "No price changes. The audit log keeps what it had to cost.",
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
