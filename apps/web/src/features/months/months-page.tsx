/** The months of the ledger: what each cost, how much of it is known exactly, and which are closed by a statement. */
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { DataTable } from "#web/components/data-table";
import { notifyDone, notifyError } from "#web/components/notify";
import { Page } from "#web/components/page";
import { EmptyState } from "#web/components/states";
import { trpc, trpcClient } from "#web/trpc";
import { MONTH_COLUMNS, type Month } from "./months-columns";
import { counted } from "#web/components/count";

export function MonthsPage() {
  const list = useQuery(trpc.months.list.queryOptions());
  return (
    <Page
      title="Months"
      description="A closed month keeps its figures. What arrives for it later is counted in the open month, and shown as a correction."
      actions={<CheckStatements />}
      fill
    >
      <DataTable
        label="Months"
        rows={list.data?.months}
        columns={MONTH_COLUMNS}
        rowKey={keyOf}
        rowHeightPx={44}
        error={list.error}
        retry={list.refetch}
        fill
        empty={<EmptyState title="No month yet">A month shows once a request of it is booked.</EmptyState>}
      />
    </Page>
  );
}

const keyOf = ({ month }: Month) => month;

function CheckStatements() {
  const check = useMutation({
    mutationFn: () => trpcClient.months.check.query(),
    onError: notifyError,
    onSuccess: ({ statements, isUnchanged }) => {
      const changed = statements.filter((statement) => !statement.isUnchanged);
      if (isUnchanged)
        notifyDone(
          `${counted(statements.length, "statement")}: unchanged since ${statements.length === 1 ? "it was" : "they were"} signed.`,
        );
      else notifyError(new Error(changed.map(({ month, sentence }) => `${month}: ${sentence}`).join(" ")));
    },
  });
  return (
    <Button variant="default" loading={check.isPending} onClick={() => check.mutate()}>
      Check statements
    </Button>
  );
}
