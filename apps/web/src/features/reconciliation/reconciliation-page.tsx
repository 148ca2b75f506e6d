/** Invoices against the ledger: bring one, and those that were compared before. */
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { nameColumn, textColumn, timeColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { Page, Panel } from "#web/components/page";
import { useMay } from "#web/components/session";
import { TwoLines } from "#web/components/quiet";
import { EmptyState } from "#web/components/states";
import { type RouterOutputs, trpc } from "#web/trpc";
import { daysWords, FORMAT_WORDS } from "./invoice-words";
import { NewReconciliation } from "./new-reconciliation";

type Listed = RouterOutputs["reconciliation"]["list"][number];

export function ReconciliationPage() {
  const navigate = useNavigate();
  const list = useQuery(trpc.reconciliation.list.queryOptions());
  const mayWrite = useMay("reconciliation:write");
  return (
    <Page
      title="Reconciliation"
      description="What providers bill against what the ledger has booked, and what explains the difference."
      fill
    >
      {mayWrite && (
        <Panel>
          <NewReconciliation />
        </Panel>
      )}
      <DataTable
        label="Reconciliations"
        rows={list.data}
        columns={COLUMNS}
        rowKey={({ id }) => id}
        rowLabel={({ fileName }) => fileName}
        rowHeightPx={44}
        onOpen={({ id }) => void navigate({ to: "/admin/reconciliation/$id", params: { id } })}
        error={list.error}
        retry={list.refetch}
        fill
        empty={
          <EmptyState title="No invoice was compared yet">
            Choose one above. Nothing of the ledger is changed by it.
          </EmptyState>
        }
      />
    </Page>
  );
}

const money = (id: "invoiceUsd" | "ledgerUsd" | "varianceUsd", header: string): DataColumn<Listed> => ({
  id,
  header,
  width: 84,
  align: "right",
  cell: (row) => <Money usd={row[id]} />,
});

const COLUMNS: readonly DataColumn<Listed>[] = [
  nameColumn("fileName", "File", ({ fileName }) => fileName, {
    width: 124,
    cell: ({ fileName }) => (
      <TwoLines title={fileName} fw={500}>
        {fileName}
      </TwoLines>
    ),
  }),
  textColumn("format", "Kind", ({ format }) => FORMAT_WORDS[format], { width: 178 }),
  textColumn("from", "Days", ({ from, to }) => daysWords(from, to), { width: 192 }),
  textColumn("providers", "Providers", ({ providers }) => providers.join(", ") || "all", { width: 112 }),
  money("invoiceUsd", "Invoice"),
  money("ledgerUsd", "Ledger"),
  money("varianceUsd", "Difference"),
  timeColumn("comparedAt", "Compared (UTC)", ({ comparedAt }) => comparedAt, { width: 142 }),
];
