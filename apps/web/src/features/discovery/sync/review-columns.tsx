import { Badge, Text } from "@mantine/core";
import type { DataColumn } from "#web/components/data-table";
import { STATUS_COLORS, STATUS_WORDS } from "../price-words";
import type { ReviewRow } from "../shapes";
import { Difference, InForce, ModelName, NewPrice, Quiet, Suggested, Warnings } from "./review-cells";
import type { ReviewPrice } from "./review-price";

/** `priceOf` answers what the row would take; `serverName` names the one server of a row. */
export type ReviewContext = Readonly<{
  priceOf: (row: ReviewRow) => ReviewPrice;
  serverName: (id: string) => string;
}>;

export const reviewColumns = ({ priceOf, serverName }: ReviewContext): readonly DataColumn<ReviewRow>[] => [
  ...NAMES,
  ...PRICES,
  { id: "new", header: "New price", width: 172, cell: (row) => <NewPrice row={row} price={priceOf(row)} /> },
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
    help: "The name users send; behind the arrow the model that answers to it",
    width: 170,
    grow: 2,
    sortBy: (row) => row.name,
    cell: (row) => <ModelName row={row} />,
  },
  {
    id: "provider",
    header: "Provider",
    width: 98,
    sortBy: (row) => row.provider,
    cell: (row) => <Quiet text={row.provider ?? ""} />,
  },
];

const PRICES: readonly DataColumn<ReviewRow>[] = [
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
  {
    id: "suggested",
    header: "Suggested",
    help: "USD per 1M tokens, input / output; and who says so",
    width: 190,
    cell: (row) => <Suggested row={row} />,
  },
  {
    id: "difference",
    header: "Differs",
    help: "A typical request at the suggested price against the price in force",
    width: 68,
    align: "right",
    descendingFirst: true,
    sortBy: (row) => (row.differencePercent === null ? undefined : percentRank(row.differencePercent)),
    cell: (row) => <Difference percent={row.differencePercent} />,
  },
  {
    id: "warnings",
    header: "Odd",
    width: 48,
    align: "center",
    descendingFirst: true,
    sortBy: (row) => row.warnings.length,
    cell: (row) => <Warnings row={row} />,
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
