/** Each model of both sides with its parts; opened, its days. */
import { Drawer, SegmentedControl, Space } from "@mantine/core";
import { PART_WORDS, VARIANCE_PARTS } from "@ratecard/invoices";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { z } from "zod";
import { nameColumn, textColumn } from "#web/components/columns";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { Money } from "#web/components/money";
import { Panel } from "#web/components/page";
import { EmptyState } from "#web/components/states";
import { usdOrder } from "#web/components/usd-order";
import { useTableSearch } from "#web/components/use-table-search";
import { type RouterOutputs, trpc } from "#web/trpc";
import type { ReconciliationView } from "./reconciliation-view";

type Model = ReconciliationView["comparison"]["models"][number];
type Day = RouterOutputs["reconciliation"]["days"][number];

const Search = z.object({
  q: z.string().catch(""),
  show: z.enum(["all", "different", "unmatched"]).catch("all"),
  sort: z.string().catch(""),
  model: z.string().catch(""),
});

export function ComparedModels({ view }: Readonly<{ view: ReconciliationView }>) {
  const [{ q, show, sort, model }, setSearch] = useTableSearch(Search);
  const words = q.trim().toLowerCase();
  const columns = useMemo(() => columnsOf(view), [view]);
  const rows = view.comparison.models.filter(
    (row) => isShown(row, show) && namesOf(row).some((name) => name.toLowerCase().includes(words)),
  );
  return (
    <Panel title="By model">
      <FilterBar search={{ value: q, onChange: (text) => setSearch({ q: text }), label: "Search a model" }}>
        <SegmentedControl
          aria-label="Which models"
          value={show}
          onChange={(value) => setSearch({ show: Search.shape.show.parse(value) })}
          data={[
            { value: "all", label: "All" },
            { value: "different", label: "That differ" },
            { value: "unmatched", label: "On one side only" },
          ]}
        />
      </FilterBar>
      <Space h="sm" />
      <DataTable
        label="By model"
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        rowLabel={({ name }) => name || "All models"}
        sort={sort}
        onSortChange={(next) => setSearch({ sort: next })}
        onOpen={({ name }) => setSearch({ model: name })}
        maxHeight="420px"
        empty={<EmptyState title="No model is left">Choose all of them, or search for another one.</EmptyState>}
      />
      {model !== "" && <Days id={view.id} model={model} onClose={() => setSearch({ model: "" })} />}
    </Panel>
  );
}

const keyOf = ({ name, billedNames }: Model) => `${name} ${billedNames.join(" ")}`;
const namesOf = ({ name, billedNames, bookedNames }: Model) => [name, ...billedNames, ...bookedNames];

function isShown({ varianceUsd, billedNames, bookedNames }: Model, show: z.output<typeof Search>["show"]): boolean {
  if (show === "unmatched") return billedNames.length === 0 || bookedNames.length === 0;
  return show === "all" || varianceUsd !== "0";
}

const usdColumn = <Row extends object>(id: string, header: string, usdOf: (row: Row) => string): DataColumn<Row> => ({
  id,
  header,
  width: 96,
  align: "right",
  descendingFirst: true,
  sortBy: (row) => usdOrder(usdOf(row)),
  cell: (row) => <Money usd={usdOf(row)} />,
});

/** What only one side has is the difference itself. */
const PARTS = VARIANCE_PARTS.filter((part) => !["only-invoice", "only-ledger", "not-usage"].includes(part));

/** Parts that no model has would only make the table wider. */
const columnsOf = ({ comparison }: ReconciliationView): readonly DataColumn<Model>[] => [
  nameColumn("name", "Model", ({ name }) => name || "All models", { width: 150 }),
  textColumn("billedNames", "On the invoice", billedWords, { width: 150, grow: 1 }),
  usdColumn("invoice", "Invoice", ({ invoiceUsd }) => invoiceUsd),
  usdColumn("ledger", "Ledger", ({ ledgerUsd }) => ledgerUsd),
  usdColumn("variance", "Difference", ({ varianceUsd }) => varianceUsd),
  ...PARTS.filter((part) => comparison.models.some(({ parts }) => parts[part] !== "0")).map((part) => ({
    ...usdColumn<Model>(part, PART_WORDS[part].label, ({ parts }) => parts[part]),
    help: PART_WORDS[part].about,
  })),
];

const billedWords = ({ billedNames }: Model): string => billedNames.filter((name) => name !== "").join(", ") || "—";

function Days({ id, model, onClose }: Readonly<{ id: string; model: string; onClose: () => void }>) {
  const days = useQuery(trpc.reconciliation.days.queryOptions({ id, model }));
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={560}
      title={`${model}, day by day`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <DataTable
        label="Days"
        rows={days.data}
        columns={DAY_COLUMNS}
        rowKey={({ day }) => day}
        error={days.error}
        retry={days.refetch}
        maxHeight="80dvh"
        empty={
          <EmptyState title="Nothing on any day">
            Neither the invoice nor the ledger has anything of this model.
          </EmptyState>
        }
      />
    </Drawer>
  );
}

const DAY_COLUMNS: readonly DataColumn<Day>[] = [
  nameColumn("day", "Day", ({ day }) => day),
  usdColumn("invoice", "Invoice", ({ invoiceUsd }) => invoiceUsd),
  usdColumn("ledger", "Ledger", ({ ledgerUsd }) => ledgerUsd),
  usdColumn("variance", "Difference", ({ varianceUsd }) => varianceUsd),
];
