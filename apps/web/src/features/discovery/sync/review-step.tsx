/** Step 2: every name the chosen servers serve. Missing prices are shown first; a row opens its price. */
import { Button, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { DataTable } from "#web/components/data-table";
import { useMay } from "#web/components/session";
import { EmptyState } from "#web/components/states";
import { trpc } from "#web/trpc";
import { useDiscoverySearch } from "../discovery-search";
import type { Review, ReviewRow } from "../shapes";
import { chosenPrice, isImportable, reviewPrice } from "./chosen-price";
import { PriceDrawer } from "./price-drawer";
import { reviewColumns } from "./review-columns";
import { filterRows } from "./review-filter";
import { ReviewFilters } from "./review-filters";
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

  const shown = useMemo(() => data && filterRows(data.rows, search), [data, search]);
  const { setChoices, setSelection } = sync;
  const take = useCallback(
    (name: string, index: number) => {
      setChoices((made) => new Map(made).set(name, { kind: "suggestion", index }));
      setSelection((chosen) => new Set(chosen).add(name));
    },
    [setChoices, setSelection],
  );
  const columns = useMemo(() => {
    const names = new Map(data?.servers.map(({ id, name }) => [id, name]));
    return reviewColumns({
      rows: data?.rows ?? [],
      priceOf: (row) => reviewPrice(row, choices, defaultUsd, selection),
      serverName: (id) => names.get(id) ?? "",
      onTake: mayWrite ? take : null,
    });
  }, [data, choices, defaultUsd, selection, mayWrite, take]);
  // A default price is nobody's choice until a person makes it.
  const selectability = useCallback(
    (row: ReviewRow) => {
      if (!isImportable(row)) return "none";
      const chosen = chosenPrice(row, choices, defaultUsd);
      return chosen && chosen.choice.kind !== "default" ? "all" : "alone";
    },
    [choices, defaultUsd],
  );
  const selected = useMemo(() => data?.rows.filter(({ name }) => selection.has(name)) ?? [], [data, selection]);
  const undecided = selected.filter((row) => chosenPrice(row, choices, defaultUsd) === null).length;
  const row = data?.rows.find(({ name }) => name === opened);
  return (
    <>
      <ReviewFilters review={data} />
      {mayWrite && data && (
        <SelectionActions sync={sync} rows={data.rows} shown={shown ?? []} selected={selected} defaultUsd={defaultUsd}>
          {undecided > 0 && (
            <Text size="sm" c="var(--rc-warn)" role="status">
              {undecided} of them {undecided === 1 ? "needs" : "need"} a price: open the row, or use the default.
            </Text>
          )}
          <Button
            rightSection={<IconArrowRight size={14} stroke={1.8} />}
            disabled={selected.length === 0 || undecided > 0}
            onClick={onConfirm}
          >
            Confirm {selected.length.toLocaleString("en")} {selected.length === 1 ? "price" : "prices"}
          </Button>
        </SelectionActions>
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

const keyOf = (row: ReviewRow) => row.name;

/** Nothing is shown: because nothing was found, because all is priced, or because of the filters. */
function NothingToReview({ review }: Readonly<{ review: Review }>) {
  const [{ show, q, at, warned }, setSearch] = useDiscoverySearch();
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
    <Button variant="default" onClick={() => setSearch({ show: "all", q: "", at: "", warned: false })}>
      Show all {review.rows.length.toLocaleString("en")}
    </Button>
  );
  const isNothingMissing = show === "missing" && q === "" && at === "" && !warned;
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
