import { Count } from "#web/components/count";
import { type DataColumn, withoutState } from "#web/components/data-table";
import { ShortText } from "#web/components/quiet";
import { RowBadge } from "#web/components/row-controls";
import { STATUS_COLORS, STATUS_WORDS } from "../price-words";
import type { ReviewRow } from "../shapes";
import type { ReviewPrice } from "./chosen-price";
import { PRICE_SOURCE_IDS, PRICE_SOURCES, type PriceSource } from "./price-sources";
import { Difference, InForce, ModelName, NewPrice, SourcePrice, Warnings } from "./review-cells";

/** `sources`: those that have a price of any row; `priceOf` answers what the row would take; `onTake` null: may not write. */
export type ReviewContext = Readonly<{
  sources: readonly PriceSource[];
  priceOf: (row: ReviewRow) => ReviewPrice;
  /** Of a server's id. */
  serverName: (id: string) => string;
  onTake: ((name: string, index: number) => void) | null;
}>;

export const reviewColumns = ({
  sources,
  priceOf,
  serverName,
  onTake,
}: ReviewContext): readonly DataColumn<ReviewRow>[] =>
  withoutState([
    ...NAMES,
    {
      id: "new",
      header: "New price",
      width: 200,
      cell: (row: ReviewRow, isSelected: boolean) => NewPrice({ row, price: priceOf(row), isSelected }),
    },
    ...PRICE_SOURCE_IDS.filter((source) => sources.includes(source)).map((source) => ({
      id: source,
      header: PRICE_SOURCES[source].words,
      help: `${PRICE_SOURCES[source].help}. USD per 1M tokens, input / output. Click a price to take it`,
      width: 164,
      cell: (row: ReviewRow) => SourcePrice({ row, source, chosen: priceOf(row).index, onTake }),
    })),
    ...FACTS,
    {
      id: "source",
      header: "Source",
      help: "The servers that serve it",
      width: 120,
      sortBy: (row: ReviewRow) => sourceText(row, serverName),
      cell: (row: ReviewRow) => (
        <ShortText text={sourceText(row, serverName)} title={row.serverIds.map(serverName).join(", ")} />
      ),
    },
  ]);

const NAMES: readonly DataColumn<ReviewRow>[] = [
  {
    id: "model",
    header: "Model",
    help: "The name users send; after the arrow its base model",
    width: 170,
    grow: 2,
    sortBy: (row) => row.name,
    cell: ModelName,
  },
  {
    id: "status",
    header: "Status",
    width: 92,
    sortBy: (row) => row.status,
    cell: (row) => <RowBadge color={STATUS_COLORS[row.status]}>{STATUS_WORDS[row.status]}</RowBadge>,
  },
  {
    id: "inForce",
    header: "In force",
    help: "USD per 1M tokens, input / output, or per request; and what it comes from",
    width: 164,
    cell: InForce,
  },
];

const FACTS: readonly DataColumn<ReviewRow>[] = [
  {
    id: "difference",
    header: "Differs",
    help: "A typical request at the suggested price against the price in force",
    width: 78,
    align: "right",
    descendingFirst: true,
    sortBy: (row) => (row.differencePercent === null ? undefined : percentRank(row.differencePercent)),
    cell: Difference,
  },
  {
    id: "warnings",
    header: "Check",
    help: "What to look at before it is imported",
    width: 126,
    descendingFirst: true,
    sortBy: (row) => row.warnings.length,
    cell: Warnings,
  },
  {
    id: "requests",
    header: "Requests",
    help: "Sent under this name in the last 30 days",
    width: 84,
    align: "right",
    descendingFirst: true,
    sortBy: ({ requests }) => requests,
    cell: ({ requests }) => Count({ of: requests, unit: "requests" }),
  },
  {
    id: "provider",
    header: "Provider",
    width: 98,
    sortBy: (row) => row.provider,
    cell: (row) => <ShortText text={row.provider ?? ""} />,
  },
];

/** Hundredths of a percent, whole: exact enough to sort, no float. */
const percentRank = (percent: string): bigint => {
  const [whole = "0", fraction = ""] = percent.replace("-", "").split(".");
  const rank = BigInt(whole + fraction.padEnd(2, "0").slice(0, 2));
  return percent.startsWith("-") ? -rank : rank;
};

const sourceText = ({ serverIds }: ReviewRow, serverName: (id: string) => string): string =>
  serverIds.length === 1 ? serverName(serverIds[0] ?? "") : `${serverIds.length} servers`;
