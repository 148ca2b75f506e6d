/** What the file bills of services without models: compared with nothing, so that nobody has to look for it. */
import { Count } from "#web/components/count";
import { nameColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { EmptyState } from "#web/components/states";
import type { ReconciliationView } from "./reconciliation-view";

type Service = NonNullable<ReconciliationView["comparison"]["otherServices"]>[number];

export function LeftOutServices({ view }: Readonly<{ view: ReconciliationView }>) {
  const { otherServices = [] } = view.comparison;
  if (otherServices.length === 0) return null;
  return (
    <Panel
      title="Left out"
      description="Lines of other services in the same file. They are compared with nothing, and no part of the invoice's amount above."
    >
      <DataTable
        label="Left out"
        rows={otherServices}
        columns={COLUMNS}
        rowKey={({ label }) => label}
        maxHeight="320px"
        empty={<EmptyState title="Nothing is left out">All lines of the file are compared.</EmptyState>}
      />
    </Panel>
  );
}

const COLUMNS: readonly DataColumn<Service>[] = [
  nameColumn("label", "Service", ({ label }) => label, { width: 260, grow: 1 }),
  { id: "lines", header: "Lines", width: 92, align: "right", cell: ({ lines }) => <Count of={lines} /> },
  { id: "usd", header: "Billed", width: 110, align: "right", cell: ({ usd }) => <Money usd={usd} /> },
];
