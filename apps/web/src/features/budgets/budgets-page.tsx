/** What may be spent this month by all, a team or on a model; what was, and what will be when it ends. */
import { Button } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { Page } from "#web/components/page";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { BUDGET_MODAL, BudgetForm } from "./budget-form";
import { budgetColumns } from "./budget-columns";
import { type Budget, budgetWords } from "./budget-words";

const REFRESH_MS = 60_000;

export function BudgetsPage() {
  const list = useQuery(trpc.budgets.list.queryOptions(undefined, { refetchInterval: REFRESH_MS }));
  const mayEdit = useMay("budgets:write");
  const columns = useMemo(() => budgetColumns(mayEdit), [mayEdit]);
  return (
    <Page
      title="Budgets"
      description={`Of ${list.data?.month ?? "this month"}. Expected is what was spent, and for each day that remains the mean of the same weekday in the 28 days before today.`}
      actions={mayEdit && <AddButton />}
      fill
    >
      <DataTable
        label="Budgets"
        rows={list.data?.budgets}
        columns={columns}
        rowKey={keyOf}
        rowLabel={budgetWords}
        rowHeightPx={48}
        error={list.error}
        retry={list.refetch}
        fill
        empty={
          <EmptyState title="No budgets" action={mayEdit && <AddButton />}>
            A budget says what may be spent in a month. One that is or will be exceeded shows on the dashboard.
          </EmptyState>
        }
      />
    </Page>
  );
}

const keyOf = ({ id }: Budget) => id;

const AddButton = () => (
  <Button
    variant="default"
    leftSection={<IconPlus size={14} stroke={1.8} aria-hidden />}
    onClick={() => modals.open({ modalId: BUDGET_MODAL, title: "Budget of a month", children: <BudgetForm /> })}
  >
    Add
  </Button>
);
