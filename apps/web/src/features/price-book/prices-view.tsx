/** Every entry of the price book, filtered and sorted as the URL says. */
import { SegmentedControl, Select, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { DataTable, type Selection } from "#web/components/data-table";
import { FilterBar } from "#web/components/filter-bar";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { BulkSelection } from "./bulk/bulk-selection";
import { filterPrices, providersOf, STATUS_LABELS } from "./filter-prices";
import type { PriceRow } from "./price-row";
import { STATUSES, usePriceSearch } from "./price-search";
import { priceColumns } from "./prices-columns";
import { useToggleEntry } from "./use-toggle-entry";

export function PricesView() {
  const [search, setSearch] = usePriceSearch();
  const list = useQuery(trpc.priceBook.list.queryOptions());
  const rows = list.data?.prices;
  const { q, provider, status, unit } = search;
  const shown = useMemo(() => rows && filterPrices(rows, { q, provider, status }), [rows, q, provider, status]);
  const toggle = useToggleEntry();
  const columns = useMemo(() => priceColumns(unit, toggle), [unit, toggle]);
  const mayWrite = useMay("price-book:write");
  const [selection, setSelection] = useState<Selection>(new Set());
  return (
    <>
      <PriceFilters rows={rows ?? []} shown={shown?.length} />
      {rows && shown && <BulkSelection rows={rows} shown={shown} selection={selection} onChange={setSelection} />}
      <DataTable
        label="prices"
        fill
        rows={shown}
        columns={columns}
        rowKey={modelOf}
        sort={search.sort}
        onSortChange={(sort) => setSearch({ sort })}
        onOpen={(row) => setSearch({ open: row.model, pane: "price", new: "" })}
        isMuted={isOff}
        isEditable={isNotPinned}
        {...(mayWrite && { selection, onSelectionChange: setSelection })}
        error={list.error}
        retry={list.refetch}
        empty={<EmptyState title="No entry matches">Change the search or the filters, or price a new name.</EmptyState>}
      />
    </>
  );
}

const modelOf = (row: PriceRow) => row.model;
const isNotPinned = (row: PriceRow) => row.pinnedBy === undefined;
const isOff = (row: PriceRow) => !row.isActive;

function PriceFilters({ rows, shown }: Readonly<{ rows: readonly PriceRow[]; shown: number | undefined }>) {
  const [{ q, provider, status, unit }, setSearch] = usePriceSearch();
  const providers = useMemo(() => providersOf(rows), [rows]);
  return (
    <FilterBar
      search={{
        label: "Search prices",
        placeholder: "Model, provider, note",
        value: q,
        onChange: (text) => setSearch({ q: text }),
      }}
      right={
        <>
          {shown !== undefined && (
            <Text size="xs" c="dimmed" role="status">
              {shown === rows.length
                ? `${shown.toLocaleString("en")} entries`
                : `${shown.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`}
            </Text>
          )}
          <SegmentedControl
            aria-label="Unit of token prices"
            value={unit}
            onChange={(value) => setSearch({ unit: value === "1k" ? "1k" : "1m" })}
            data={[
              { value: "1m", label: "per 1M" },
              { value: "1k", label: "per 1K" },
            ]}
          />
        </>
      }
    >
      <Select
        aria-label="Provider"
        placeholder="All providers"
        w={150}
        clearable
        searchable
        data={[...providers]}
        value={provider || null}
        onChange={(value) => setSearch({ provider: value ?? "" })}
      />
      <Select
        aria-label="Status"
        w={190}
        allowDeselect={false}
        data={STATUSES.map((value) => ({ value, label: STATUS_LABELS[value] }))}
        value={status}
        onChange={(value) => setSearch({ status: STATUSES.find((known) => known === value) ?? "all" })}
      />
    </FilterBar>
  );
}
