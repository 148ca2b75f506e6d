/** Columns of a row's part in an impact: its requests of the last 30 days, and their cost at old and new prices. */
import { Text } from "@mantine/core";
import { Count } from "./count";
import type { DataColumn } from "./data-table";
import { UsdMove } from "./money";

type Part = Readonly<{ requests: number; beforeUsd: string; afterUsd: string }>;

export const impactColumns = <Row extends Readonly<{ impact?: Part }>>(): readonly DataColumn<Row>[] => [
  {
    id: "requests",
    header: "Requests",
    help: "Of the last 30 days that this row prices, or priced",
    width: 88,
    align: "right",
    descendingFirst: true,
    sortBy: ({ impact }) => impact?.requests ?? 0,
    cell: ({ impact }) => (impact ? <Count of={impact.requests} unit="requests" /> : <Quiet>0</Quiet>),
  },
  {
    id: "cost",
    header: "Cost 30 d",
    help: "Of these requests, at the prices of before and after",
    width: 148,
    align: "right",
    cell: ({ impact }) => (impact ? <UsdMove before={impact.beforeUsd} after={impact.afterUsd} /> : <Quiet>—</Quiet>),
  },
];

const Quiet = ({ children }: Readonly<{ children: string }>) => (
  <Text span inherit c="dimmed">
    {children}
  </Text>
);
