/** The line above the rows: search, which rows, and since when the prices hold. */
import { Select, Text } from "@mantine/core";
import { EffectiveFromInput } from "#web/components/effective-from-input";
import { FilterBar } from "#web/components/filter-bar";
import { useTableSearch } from "#web/components/use-table-search";
import { countByFilter } from "./filter-rows";
import { SYNC_FILTERS, SyncSearch } from "./sync-search";
import { FILTER_WORDS } from "./sync-words";
import type { SyncPreview } from "./shapes";

export function SyncFilters({ preview }: Readonly<{ preview: SyncPreview | undefined }>) {
  const [{ q, show, from }, setSearch] = useTableSearch(SyncSearch);
  const counts = countByFilter(preview?.rows ?? []);
  return (
    <FilterBar
      search={{
        label: "Search rows",
        placeholder: "Model, provider",
        value: q,
        onChange: (text) => setSearch({ q: text }),
      }}
      right={
        <>
          <Text size="sm" c="dimmed">
            Effective from
          </Text>
          <EffectiveFromInput
            aria-label="Effective from, UTC"
            w={190}
            valueFormat="YYYY-MM-DD HH:mm [UTC]"
            value={from}
            onChange={(value) => setSearch({ from: value })}
          />
        </>
      }
    >
      <Select
        aria-label="Rows"
        w={190}
        allowDeselect={false}
        data={SYNC_FILTERS.map((value) => ({
          value,
          label: `${FILTER_WORDS[value]} (${counts[value].toLocaleString("en")})`,
        }))}
        value={show}
        onChange={(value) => setSearch({ show: SYNC_FILTERS.find((known) => known === value) ?? "changes" })}
      />
    </FilterBar>
  );
}
