/** Step 2: every name the chosen servers serve. Missing prices are shown first; a row opens its price. */
import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { DataTable } from "#web/components/data-table";
import { useStable } from "#web/components/table/use-cell-editing";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { useDiscoverySearch } from "../discovery-search";
import type { Review, ReviewRow } from "../shapes";
import { chosenPrice, isDecided, isImportable, reviewPrice } from "./chosen-price";
import { PriceDrawer } from "./price-drawer";
import { sourcesOf } from "./price-sources";
import { reviewColumns } from "./review-columns";
import { filterRows } from "./review-filter";
import { ReviewFilters } from "./review-filters";
import { useTypedText } from "./typed-text";
import { SelectionActions } from "./selection-actions";
import type { Sync } from "./use-sync";

export function useReview(sync: Sync) {
  const input = sync.serverIds === null ? {} : { serverIds: [...sync.serverIds].sort() };
  return useQuery(trpc.discovery.review.queryOptions(input, { placeholderData: keepPreviousData }));
}

/** What the grid works with: the review, and the default price of the wizard or of the price book. */
export const defaultUsdOf = (sync: Sync, review: Review | undefined): string =>
  sync.defaultUsd ?? review?.defaultPerRequestUsd ?? "0";

export function ReviewStep({ sync, onConfirm }: Readonly<{ sync: Sync; onConfirm: () => void }>) {
  const [search, setSearch] = useDiscoverySearch();
  const review = useReview(sync);
  const [opened, setOpened] = useState<string | null>(null);
  const mayWrite = useMay("discovery:write");
  const { data } = review;
  const { selection, choices } = sync;
  const defaultUsd = defaultUsdOf(sync, data);
  const { show, at, warned, differing } = search;
  const { text, onType, onSend } = useTypedText(search.q);
  const shown = useMemo(
    () => data && filterRows(data.rows, { q: text, show, at, warned, differing }),
    [data, text, show, at, warned, differing],
  );
  const columns = useColumns(data, sync, defaultUsd);
  // A default price is nobody's choice until a person makes it.
  const selectability = useCallback(
    (row: ReviewRow) => {
      if (!isImportable(row)) return "none";
      return isDecided(row, choices) ? "all" : "alone";
    },
    [choices],
  );
  const selected = useMemo(
    () => (selection.size === 0 ? [] : (data?.rows.filter(({ name }) => selection.has(name)) ?? [])),
    [data, selection],
  );
  const undecided = useMemo(
    () => selected.filter((row) => chosenPrice(row, choices, defaultUsd) === null).length,
    [selected, choices, defaultUsd],
  );
  const shownNow = useStable(() => shown ?? []);
  const row = opened === null ? undefined : data?.rows.find(({ name }) => name === opened);
  return (
    <>
      <ReviewFilters review={data} onType={onType} onSend={onSend} />
      {mayWrite && data && (
        <SelectionActions
          sync={sync}
          rows={data.rows}
          shownNow={shownNow}
          selected={selected}
          defaultUsd={defaultUsd}
          undecided={undecided}
          onConfirm={onConfirm}
        />
      )}
      <DataTable
        label="models"
        rows={shown}
        columns={columns}
        rowKey={keyOf}
        sort={search.sort}
        onSortChange={(sort) => setSearch({ sort })}
        {...(mayWrite ? { selection, selectability, onSelectionChange: sync.setSelection } : {})}
        onOpen={({ name }) => setOpened(name)}
        error={review.error}
        retry={review.refetch}
        fill
        empty={data && <NothingToReview review={data} />}
      />
      {row && data && (
        <PriceDrawer key={row.name} row={row} sync={sync} defaultUsd={defaultUsd} onClose={() => setOpened(null)} />
      )}
    </>
  );
}

/** They stay the same while rows are selected. */
function useColumns(data: Review | undefined, sync: Sync, defaultUsd: string) {
  const mayWrite = useMay("discovery:write");
  const { choices, setChoices, setSelection } = sync;
  const take = useCallback(
    (name: string, index: number) => {
      setChoices((made) => new Map(made).set(name, { kind: "suggestion", index }));
      setSelection((chosen) => new Set(chosen).add(name));
    },
    [setChoices, setSelection],
  );
  return useMemo(() => {
    const names = new Map(data?.servers.map(({ id, name }) => [id, name]));
    return reviewColumns({
      sources: sourcesOf(data?.rows ?? []),
      priceOf: (row) => reviewPrice(row, choices, defaultUsd),
      serverName: (id) => names.get(id) ?? "",
      onTake: mayWrite ? take : null,
    });
  }, [data, choices, defaultUsd, mayWrite, take]);
}

const keyOf = (row: ReviewRow) => row.name;

/** Nothing is shown: because nothing was found, because all is priced, or because of the filters. */
function NothingToReview({ review }: Readonly<{ review: Review }>) {
  const [{ show, q, at, warned, differing }, setSearch] = useDiscoverySearch();
  if (review.rows.length === 0) {
    return (
      <EmptyState
        title="The chosen servers list no models"
        action={<Button onClick={() => setSearch({ step: "servers" })}>Choose servers and discover</Button>}
      >
        Discover them first, or look at their last answer.
      </EmptyState>
    );
  }
  const showAll = (
    <Button
      variant="default"
      onClick={() => setSearch({ show: "all", q: "", at: "", warned: false, differing: false })}
    >
      Show all {review.rows.length.toLocaleString("en")}
    </Button>
  );
  const isNothingMissing = show === "missing" && q === "" && at === "" && !warned && !differing;
  return isNothingMissing ? (
    <EmptyState title="No price is missing" action={showAll}>
      Every model of these servers is priced by the price book or by the catalogue.
    </EmptyState>
  ) : (
    <EmptyState title="No model matches" action={showAll}>
      The filters leave nothing.
    </EmptyState>
  );
}
