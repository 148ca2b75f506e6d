/** The rows of a sync before and after, with the ticks they need. Nothing is written before the button. */
import { Group } from "@mantine/core";
import type { SyncKind } from "@ratecard/contract";
import { useMemo } from "react";
import { DataTable } from "#web/components/data-table";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { useTableSearch } from "#web/components/use-table-search";
import { filterRows } from "./filter-rows";
import { SyncButton } from "./sync-button";
import { syncColumns } from "./sync-columns";
import { SyncFilters } from "./sync-filters";
import { SyncSearch } from "./sync-search";
import { SyncSummary, TicksMissing } from "./sync-summary";
import { KIND_WORDS } from "./sync-words";
import type { SyncRow } from "./shapes";
import { needsTick, selectedRows } from "./ticked-rows";
import type { PriceSync } from "./use-price-sync";

export function SyncReview({ kind, sync }: Readonly<{ kind: SyncKind; sync: PriceSync }>) {
  const [search, setSearch] = useTableSearch(SyncSearch);
  const { preview, choose, meant, setMeant } = sync;
  const { data } = preview;
  const mayWrite = useMay("discovery:write");
  const selected = useMemo(() => selectedRows(data?.rows ?? [], sync.selection), [data, sync.selection]);
  const selection = useMemo(() => new Set(selected.map(({ model }) => model)), [selected]);
  const columns = useMemo(
    () => syncColumns(mayWrite ? { meant, onMean: setMeant, choose } : { meant, onMean: null, choose: null }),
    [mayWrite, meant, setMeant, choose],
  );
  const shown = useMemo(() => data && filterRows(data.rows, search), [data, search]);
  const unticked = selected.filter((row) => needsTick(row, meant)).length;
  return (
    <>
      <SyncFilters preview={data} />
      {data && mayWrite && (
        <Group justify="space-between" gap="sm" opacity={preview.isPlaceholderData ? 0.6 : 1}>
          <SyncSummary preview={data} selected={selected} />
          <Group gap="xs">
            <SyncButton sync={sync} selected={selected} isBlocked={unticked > 0 || preview.isFetching} />
          </Group>
        </Group>
      )}
      {unticked > 0 && <TicksMissing count={unticked} />}
      <DataTable
        label="prices to sync"
        rows={shown}
        columns={columns}
        rowKey={keyOf}
        sort={search.sort}
        onSortChange={(sort) => setSearch({ sort })}
        {...(mayWrite ? { selection, onSelectionChange: sync.setSelection } : {})}
        isMuted={isNotWritten}
        error={preview.error}
        retry={preview.refetch}
        fill
        empty={
          data?.rows.length === 0 ? (
            <EmptyState title="There is nothing to sync">{KIND_WORDS[kind].nothing}</EmptyState>
          ) : (
            <EmptyState title={search.q === "" ? "No row is of this kind" : "No row matches"}>
              {search.show === "changes" && search.q === ""
                ? "Every price is as its source says. The other rows are under “All”."
                : "Change the search or the filter."}
            </EmptyState>
          )
        }
      />
    </>
  );
}

const keyOf = (row: SyncRow) => row.model;
const isNotWritten = ({ seen, outcome }: SyncRow) => seen === null && outcome !== "conflict";
