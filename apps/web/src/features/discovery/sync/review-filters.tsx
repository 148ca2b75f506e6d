/** Which rows of the review to see: by what prices them now, by server, by text, to check only. All of it in the URL. */
import { Select, Switch } from "@mantine/core";
import { memo, useMemo } from "react";
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

type OfReview = Readonly<{ review: Review | undefined }>;
/** `onType` hears each key of the search, `onSend` what goes to the URL. */
type ReviewFiltersProps = OfReview & Readonly<Record<"onType" | "onSend", (text: string) => void>>;

/** Memoised, and in parts: somebody who types draws the search only. */
export const ReviewFilters = memo(({ review, onType, onSend }: ReviewFiltersProps) => {
  const [{ q, show, at, warned, differing }, setSearch] = useDiscoverySearch();
  const search = (text: string) => {
    onSend(text);
    setSearch({ q: text });
  };
  return (
    <FilterBar search={{ label: "Search models", value: q, onChange: search, onType }}>
      <ShowByPrice review={review} show={show} setSearch={setSearch} />
      <ToCheck warned={warned} differing={differing} setSearch={setSearch} />
      {/* Last, because it comes with the review: what stands before it stays where it is. */}
      <ShowByServer review={review} at={at} setSearch={setSearch} />
    </FilterBar>
  );
});

type Part<Name extends keyof DiscoverySearch> = Pick<DiscoverySearch, Name> &
  Readonly<{ setSearch: (patch: Partial<DiscoverySearch>) => void }>;

/** The list of a select is drawn when it opens. */
const WHEN_OPEN = { keepMounted: false };

const ShowByPrice = memo(({ review, show, setSearch }: Part<"show"> & OfReview) => {
  const counts = useMemo(() => review && countByFilter(review.rows), [review]);
  const filters = REVIEW_FILTERS.map((value) => ({
    value,
    label: counts ? `${LABELS[value]} (${counts[value].toLocaleString("en")})` : LABELS[value],
  }));
  return (
    <Select
      aria-label="Show by price"
      w={190}
      data={filters}
      value={show}
      allowDeselect={false}
      comboboxProps={WHEN_OPEN}
      onChange={(value) => setSearch({ show: DiscoverySearch.parse({ show: value }).show })}
    />
  );
});

const ShowByServer = memo(({ review, at, setSearch }: Part<"at"> & OfReview) => {
  const servers = review?.servers.map(({ id, name }) => ({ value: id, label: name })) ?? [];
  if (servers.length < 2) return null;
  return (
    <Select
      aria-label="Show by server"
      placeholder="All servers"
      w={190}
      clearable
      comboboxProps={WHEN_OPEN}
      data={servers}
      value={at === "" ? null : at}
      onChange={(value) => setSearch({ at: value ?? "" })}
    />
  );
});

const ToCheck = memo(({ warned, differing, setSearch }: Part<"warned" | "differing">) => (
  <>
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
  </>
));
