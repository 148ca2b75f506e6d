/** The columns of the monthly review: what a price is used for, how it stands to the catalogue, and that it was looked at. */
import { Button } from "@mantine/core";
import { countColumn } from "#web/components/columns";
import type { DataColumn } from "#web/components/data-table";
import { Money } from "#web/components/money";
import { TwoLines } from "#web/components/quiet";
import { DriftBadge } from "../drift-badge";
import type { Finding, PriceRow } from "../price-row";
import { PRICE_HEADER, PriceGlance } from "#web/components/price-glance";
import type { ReviewPrices } from "./use-review-prices";

/** `price`: as the price book lists it; missing while that is read. */
export type ReviewRow = Readonly<{ finding: Finding; price: PriceRow | undefined }>;

export const reviewColumns = (reviews: ReviewPrices | undefined): readonly DataColumn<ReviewRow>[] => [
  {
    id: "model",
    header: "Price",
    width: 150,
    grow: 2,
    sortBy: ({ finding }) => finding.model,
    cell: ({ finding: { model } }) => (
      <TwoLines title={model} fw={500}>
        {model}
      </TwoLines>
    ),
  },
  countColumn("requests", "Requests", ({ finding }) => finding.requests, { help: "Of the last 30 days" }),
  {
    id: "cost",
    header: "Cost",
    help: "USD of the last 30 days",
    width: 100,
    align: "right",
    cell: ({ price }) => <Money usd={price?.usage?.costUsd ?? "0"} />,
  },
  {
    id: "price",
    header: PRICE_HEADER,
    width: 150,
    align: "right",
    cell: ({ price }) => <PriceGlance terms={price} />,
  },
  { id: "drift", header: "Catalogue", width: 96, cell: ({ price }) => <DriftBadge drift={price?.drift} /> },
  {
    id: "since",
    header: "Last looked at",
    width: 150,
    grow: 1,
    cell: ({ finding: { sentence } }) => <TwoLines title={sentence}>{sentence}</TwoLines>,
  },
  ...(reviews ? [reviewColumn(reviews)] : []),
];

const reviewColumn = ({ review, pending }: ReviewPrices): DataColumn<ReviewRow> => ({
  id: "review",
  header: "Review",
  width: 192,
  cell: ({ finding }) => (
    <Button
      size="compact-xs"
      variant="light"
      aria-label={`Reviewed, unchanged: ${finding.model}`}
      loading={pending.has(finding.findingId)}
      onClick={(event) => {
        event.stopPropagation();
        review([finding]);
      }}
    >
      Reviewed, unchanged
    </Button>
  ),
});
