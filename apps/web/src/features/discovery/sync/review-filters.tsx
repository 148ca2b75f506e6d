/** Which rows of the review to see: by what prices them now, by server, by text, to check only. All of it in the URL. */
import { Select, Switch } from "@mantine/core";
import { useMemo } from "react";
import { FilterBar } from "#web/components/filter-bar";
import { DiscoverySearch, REVIEW_FILTERS, type ReviewFilter, useDiscoverySearch } from "../discovery-search";
import type { Review } from "../shapes";
import { countByFilter } from "./review-filter";

const LABELS: Record<ReviewFilter, string> = {
  missing: "Missing",
  placeholder: "Placeholders",
  inactive: "Switched off",
  "priced-by-catalogue": "By catalogue",
  "priced-by-wildcard": "By wildcard",
  priced: "Priced",
  all: "All",
};

export function ReviewFilters({ review }: Readonly<{ review: Review | undefined }>) {
  const [{ q, show, at, warned, differing }, setSearch] = useDiscoverySearch();
  const counts = useMemo(() => review && countByFilter(review.rows), [review]);
  const filters = REVIEW_FILTERS.map((value) => ({
    value,
    label: counts ? `${LABELS[value]} (${counts[value].toLocaleString("en")})` : LABELS[value],
  }));
  const servers = review?.servers.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  return (
    <FilterBar search={{ label: "Search models", value: q, onChange: (text) => setSearch({ q: text }) }}>
      <Select
        aria-label="Show by price"
        w={190}
        data={filters}
        value={show}
        allowDeselect={false}
        onChange={(value) => setSearch({ show: DiscoverySearch.parse({ show: value }).show })}
      />
      {servers.length > 1 && (
        <Select
          aria-label="Show by server"
          placeholder="All servers"
          w={190}
          clearable
          data={servers}
          value={at === "" ? null : at}
          onChange={(value) => setSearch({ at: value ?? "" })}
        />
      )}
      <Switch
        label="To check only"
        checked={warned}
        onChange={({ currentTarget }) => setSearch({ warned: currentTarget.checked })}
      />
      <Switch
        label="Sources differ"
        checked={differing}
        onChange={({ currentTarget }) => setSearch({ differing: currentTarget.checked })}
      />
    </FilterBar>
  );
}
