/** The monthly review as a checklist: prices nobody looked at for 30 days, those with traffic first. One opens in the price book. */
import { Button, Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import { DataTable, type Selection } from "#web/components/data-table";
import { trpc } from "#web/trpc";
import type { Finding } from "../price-row";
import { usePriceSearch } from "../price-search";
import { reviewColumns, type ReviewRow } from "./review-columns";
import type { ReviewPrices } from "./use-review-prices";

type ReviewListProps = Readonly<{
  findings: readonly Finding[] | undefined;
  reviews: ReviewPrices | undefined;
  error: unknown;
  retry: () => unknown;
  empty: ReactNode;
}>;

const NONE: Selection = new Set();

export function ReviewList({ findings, reviews, ...states }: ReviewListProps) {
  const [, setSearch] = usePriceSearch();
  const prices = useQuery(trpc.priceBook.list.queryOptions()).data?.prices;
  const [selection, setSelection] = useState<Selection>(NONE);
  const columns = useMemo(() => reviewColumns(reviews), [reviews]);
  const rows = useMemo(() => {
    const byModel = new Map(prices?.map((price) => [price.model, price]));
    const all = findings?.map((finding): ReviewRow => ({ finding, price: byModel.get(finding.model) }));
    return all?.toSorted((left, right) => right.finding.requests - left.finding.requests);
  }, [findings, prices]);
  const chosen = rows?.filter((row) => selection.has(keyOf(row))).map(({ finding }) => finding) ?? [];
  const used = findings?.filter(({ requests }) => requests > 0).length ?? 0;
  return (
    <>
      {findings && findings.length > 0 && (
        <Group gap="sm">
          <Text size="sm">
            {findings.length.toLocaleString("en")} to be reviewed, {used.toLocaleString("en")} of them with requests.
          </Text>
          {reviews && chosen.length > 0 && (
            <Button
              size="compact-sm"
              onClick={() => {
                reviews.review(chosen);
                setSelection(NONE);
              }}
            >
              {chosen.length.toLocaleString("en")} reviewed, unchanged
            </Button>
          )}
        </Group>
      )}
      <DataTable
        label="prices to be reviewed"
        fill
        rows={rows}
        columns={columns}
        rowKey={keyOf}
        rowHeightPx={48}
        rowLabel={({ finding }) => finding.model}
        onOpen={({ finding }) => setSearch({ open: finding.model, pane: "price", new: "" })}
        {...(reviews && { selection, onSelectionChange: setSelection })}
        {...states}
      />
    </>
  );
}

const keyOf = ({ finding }: ReviewRow) => finding.findingId;
