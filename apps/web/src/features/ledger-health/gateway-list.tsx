/** Each gateway with what became of its events, and since when it is silent. */
import { Badge } from "@mantine/core";
import { Count } from "#web/components/count";
import { type DataColumn, DataTable } from "#web/components/data-table";
import { EmptyState } from "#web/components/states";
import { Age, useNow } from "#web/components/time";
import type { LedgerHealth } from "./quality-series";

type Gateway = LedgerHealth["gateways"][number];

const DAY_MS = 86_400_000;

export function GatewayList({ gateways }: Pick<LedgerHealth, "gateways">) {
  return (
    <DataTable
      label="Gateways"
      rows={gateways}
      columns={COLUMNS}
      rowKey={({ gateway }) => gateway}
      maxHeight="360px"
      empty={
        <EmptyState title="No gateway has reported yet">
          Make an API key under Settings and send usage with it; it shows here with its first event.
        </EmptyState>
      }
    />
  );
}

/** A gateway that was silent for a whole day is worth a look: its key may be revoked, or its callback removed. */
function Silence({ lastAt, lastDay }: Gateway) {
  const now = useNow();
  const last = lastAt === null ? Date.parse(lastDay) + DAY_MS : Date.parse(lastAt);
  return now - last > DAY_MS ? (
    <Badge color="orange" variant="light">
      no events since {lastDay}
    </Badge>
  ) : (
    <Badge color="teal" variant="light">
      reporting
    </Badge>
  );
}

const counted = (id: "received" | "accepted" | "duplicate" | "quarantined", header: string): DataColumn<Gateway> => ({
  id,
  header,
  width: 104,
  align: "right",
  cell: (gateway) => <Count of={gateway[id]} />,
});

const COLUMNS: readonly DataColumn<Gateway>[] = [
  { id: "gateway", header: "Gateway", width: 180, grow: 1, cell: ({ gateway }) => gateway },
  { id: "state", header: "State", width: 190, cell: Silence },
  { id: "last", header: "Last event", width: 110, cell: ({ lastAt }) => <Age at={lastAt} absent="not noted" /> },
  counted("received", "Received"),
  counted("accepted", "Accepted"),
  counted("duplicate", "Duplicates"),
  counted("quarantined", "Quarantined"),
];
