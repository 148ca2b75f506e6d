/** Of which zone the days of the ledger are, what day it is there, and whether days are being moved to another one. */
import { Alert, Text } from "@mantine/core";
import { useInterval } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "#web/trpc";
import { todayIn } from "./today-in";

const LOOK_MS = 60_000;
const LOOK_WHILE_MOVING_MS = 2000;

const NOT_LOADED = { zone: "UTC", today: "", holdsFrom: null, job: null, keptFrom: null };

/** The frame of the app asks for it before any page is drawn. */
export function useLedgerZone() {
  const { data } = useQuery(
    trpc.ledgerZone.show.queryOptions(undefined, {
      refetchInterval: ({ state }) => (state.data?.holdsFrom ? LOOK_WHILE_MOVING_MS : LOOK_MS),
    }),
  );
  return data ?? NOT_LOADED;
}

/** Today in the zone of the ledger; a page that stays open overnight moves on with it. */
export function useToday(): string {
  const { zone } = useLedgerZone();
  const [now, setNow] = useState(() => new Date());
  useInterval(() => setNow(new Date()), LOOK_MS, { autoInvoke: true });
  return todayIn(zone, now);
}

/** On every page while sums of days are those of two zones. */
export function ZoneNotice() {
  const { zone, holdsFrom, job } = useLedgerZone();
  if (holdsFrom === null) return null;
  const { done = 0, total = null } = job?.progress ?? {};
  const progress = total === null ? "" : ` ${done.toLocaleString("en")} of ${total.toLocaleString("en")} are done.`;
  return (
    <Alert color="blue" variant="light" radius={0} py="xs" role="status">
      <Text size="sm">
        Days are being added up anew as days of {zone}, newest first.{progress} Until then a day before those may count
        hours of its neighbour; nothing is lost.
      </Text>
    </Alert>
  );
}
