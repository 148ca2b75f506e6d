/** The columns of the list of golden cases. */
import { Button, Group } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { feedback } from "#web/components/notify";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import { type CheckedCase, usageWords } from "./case-words";
import { openUpdateCase } from "./update-case";

const COLUMNS: readonly DataColumn<CheckedCase>[] = [
  nameColumn("label", "Case", ({ label }) => label),
  textColumn("set", "Set", ({ set }) => set, { width: 110 }),
  textColumn("model", "Model", ({ model }) => model, { width: 160 }),
  { id: "usage", header: "Usage", width: 190, cell: ({ usage }) => usageWords(usage) },
  {
    id: "expected",
    header: "Must cost",
    width: 110,
    align: "right",
    cell: ({ expectedUsd }) => <Money usd={expectedUsd} exact />,
  },
  {
    id: "found",
    header: "Costs now",
    help: "At the price in force, or at that of the time that the case names",
    width: 110,
    align: "right",
    cell: ({ foundUsd }) => <Money usd={foundUsd} exact />,
  },
  {
    id: "state",
    header: "State",
    width: 84,
    sortBy: ({ isMet }) => (isMet ? "met" : "fails"),
    cell: ({ isMet }) => (isMet ? <WordsBadge words="met" color="ledger" /> : <WordsBadge words="fails" color="red" />),
  },
  textColumn("changedBy", "By", ({ changedBy }) => changedBy, { width: 130 }),
  timeColumn("changedAt", "Changed", ({ changedAt }) => changedAt),
];

export const caseColumns = (mayEdit: boolean): readonly DataColumn<CheckedCase>[] =>
  mayEdit
    ? [
        ...COLUMNS,
        { id: "actions", header: "Actions", width: 166, align: "right", cell: (each) => <Actions standing={each} /> },
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
