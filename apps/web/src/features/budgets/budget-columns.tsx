/** The columns of the list of budgets. */
import { Button, Group } from "@mantine/core";
import { modals } from "@mantine/modals";
import { useMutation } from "@tanstack/react-query";
import { nameColumn } from "#web/components/columns";
import { confirm } from "#web/components/confirm";
import type { DataColumn } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { feedback } from "#web/components/notify";
import { WordsBadge } from "#web/components/words-badge";
import { trpc } from "#web/trpc";
import { BudgetBar } from "./budget-bar";
import { BUDGET_MODAL, BudgetForm } from "./budget-form";
import { type Budget, budgetWords } from "./budget-words";

const STATES: Readonly<Record<Budget["state"], { words: string; color: string }>> = {
  within: { words: "within", color: "ledger" },
  "will-exceed": { words: "will be exceeded", color: "orange" },
  exceeded: { words: "exceeded", color: "red" },
};

const money = (id: string, header: string, of: (budget: Budget) => string): DataColumn<Budget> => ({
  id,
  header,
  width: 96,
  align: "right",
  cell: (budget) => <Money usd={of(budget)} />,
});

const COLUMNS: readonly DataColumn<Budget>[] = [
  nameColumn("name", "Budget", budgetWords),
  money("amount", "A month", ({ amountUsd }) => amountUsd),
  money("spent", "Spent", ({ spentUsd }) => spentUsd),
  money("forecast", "Expected", ({ forecastUsd }) => forecastUsd),
  { id: "bar", header: "Of the budget", width: 190, grow: 1, cell: (budget) => <BudgetBar budget={budget} /> },
  { id: "state", header: "State", width: 134, cell: ({ state }) => <WordsBadge {...STATES[state]} /> },
];

export const budgetColumns = (mayEdit: boolean): readonly DataColumn<Budget>[] =>
  mayEdit
    ? [
        ...COLUMNS,
        { id: "actions", header: "Actions", width: 166, align: "right", cell: (budget) => <Actions budget={budget} /> },
      ]
    : COLUMNS;

function Actions({ budget }: Readonly<{ budget: Budget }>) {
  const words = budgetWords(budget);
  const remove = useMutation(trpc.budgets.remove.mutationOptions(feedback(() => `${words}: the budget is gone`)));
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Edit ${words}`}
        onClick={() => modals.open({ modalId: BUDGET_MODAL, title: words, children: <BudgetForm standing={budget} /> })}
      >
        Edit
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        aria-label={`Remove ${words}`}
        loading={remove.isPending}
        onClick={() =>
          confirm({
            title: `Remove the budget of ${words}?`,
            preview: "Nothing that was spent changes. The audit log keeps its amount.",
            action: "Remove",
            onConfirm: () => remove.mutate({ id: budget.id }),
          })
        }
      >
        Remove
      </Button>
    </Group>
  );
}
