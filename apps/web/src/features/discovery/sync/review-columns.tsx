import { Badge, Text } from "@mantine/core";
import { Count } from "#web/components/count";
import type { DataColumn } from "#web/components/data-table";
import { STATUS_COLORS, STATUS_WORDS } from "../price-words";
import type { ReviewRow } from "../shapes";
import type { ReviewPrice } from "./chosen-price";
import { PRICE_SOURCE_IDS, PRICE_SOURCES, pricesFrom } from "./price-sources";
import { Difference, InForce, ModelName, NewPrice, ShortText, SourcePrice, Warnings } from "./review-cells";

/** `priceOf` answers what the row would take; `serverName` names the one server of a row; `onTake` null: may not write. */
export type ReviewContext = Readonly<{
  rows: readonly ReviewRow[];
  priceOf: (row: ReviewRow) => ReviewPrice;
  serverName: (id: string) => string;
  onTake: ((name: string, index: number) => void) | null;
}>;

/** A column a source, where any row has a price of it. */
export const reviewColumns = ({
  rows,
  priceOf,
  serverName,
  onTake,
}: ReviewContext): readonly DataColumn<ReviewRow>[] => [
  ...NAMES,
  { id: "new", header: "New price", width: 160, cell: (row) => <NewPrice row={row} price={priceOf(row)} /> },
  ...PRICE_SOURCE_IDS.filter((source) => rows.some((row) => pricesFrom(row, source).length > 0)).map((source) => ({
    id: source,
    header: PRICE_SOURCES[source].words,
    help: `${PRICE_SOURCES[source].help}. USD per 1M tokens, input / output. Click a price to take it`,
    width: 128,
    cell: (row: ReviewRow) => <SourcePrice row={row} source={source} chosen={priceOf(row).index} onTake={onTake} />,
  })),
  ...FACTS,
  {
    id: "source",
    header: "Source",
    help: "The servers that serve it",
    width: 120,
    sortBy: (row) => sourceText(row, serverName),
    cell: (row) => (
      <Text span inherit truncate c="dimmed" title={row.serverIds.map(serverName).join(", ")}>
        {sourceText(row, serverName)}
      </Text>
    ),
  },
];

const NAMES: readonly DataColumn<ReviewRow>[] = [
  {
    id: "model",
    header: "Model",
    help: "The name users send; after the arrow its base model",
    width: 170,
    grow: 2,
    sortBy: (row) => row.name,
    cell: (row) => <ModelName row={row} />,
  },
  {
    id: "status",
    header: "Status",
    width: 92,
    sortBy: (row) => row.status,
    cell: (row) => <Badge color={STATUS_COLORS[row.status]}>{STATUS_WORDS[row.status]}</Badge>,
  },
  {
    id: "inForce",
    header: "In force",
    help: "USD per 1M tokens, input / output, or per request; and what it comes from",
    width: 136,
    cell: (row) => <InForce row={row} />,
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
    cell: (row) => <Difference percent={row.differencePercent} />,
  },
  {
    id: "warnings",
    header: "Check",
    help: "What to look at before it is imported",
    width: 126,
    descendingFirst: true,
    sortBy: (row) => row.warnings.length,
    cell: (row) => <Warnings row={row} />,
  },
  {
    id: "requests",
    header: "Requests",
    help: "Sent under this name in the last 30 days",
    width: 84,
    align: "right",
    descendingFirst: true,
    sortBy: ({ requests }) => requests,
    cell: ({ requests }) => <Count of={requests} unit="requests" />,
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
