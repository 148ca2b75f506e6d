/** The filters of the spend pages, in a line. */
import { Button, Group } from "@mantine/core";
import type { DayRange } from "@ratecard/contract";
import { activeFilters, type FiltersInUrl, NO_FILTERS_IN_URL } from "#web/components/filters/filters-in-url";
import { LeftOutNames } from "#web/components/filters/left-out-names";
import { NameFilter } from "#web/components/filters/name-filter";

const ORDER = ["model", "provider", "team", "user", "key", "tag", "source"] as const;

type SpendFiltersProps = Readonly<{
  search: FiltersInUrl;
  range: DayRange;
  onChange: (filters: Partial<FiltersInUrl>) => void;
}>;

export function SpendFilters({ search, range, onChange }: SpendFiltersProps) {
  const isFiltered = Object.keys(activeFilters(search)).length > 0;
  return (
    <Group gap="xs" wrap="wrap" role="group" aria-label="Filters">
      {ORDER.map((by) => (
        <NameFilter key={by} by={by} range={range} value={search[by]} onChange={(names) => onChange({ [by]: names })} />
      ))}
      <LeftOutNames filters={search} range={range} onChange={onChange} />
      {isFiltered && (
        <Button variant="subtle" color="gray" px={6} onClick={() => onChange(NO_FILTERS_IN_URL)}>
          Clear filters
        </Button>
      )}
    </Group>
  );
}
