/** The queue as the server has it, asked for again while the page is looked at: a new name appears without a reload. */
import type { DayRange } from "@ratecard/contract";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { trpc } from "#web/trpc";
import { isReason, type QueueTab } from "./queue-search";

const LOOK_MS = 10_000;
const WHILE_VISIBLE = { refetchInterval: LOOK_MS, placeholderData: keepPreviousData } as const;

export const useQueueCounts = (range: DayRange) =>
  useQuery(trpc.defaultPriced.count.queryOptions(range, WHILE_VISIBLE));

export const useQueue = (range: DayRange, tab: QueueTab) =>
  useQuery(
    trpc.defaultPriced.list.queryOptions(
      { ...range, reason: isReason(tab) ? tab : "default" },
      { refetchInterval: LOOK_MS, enabled: isReason(tab) },
    ),
  );

export const useProposals = () => useQuery(trpc.defaultPriced.proposals.queryOptions(undefined, WHILE_VISIBLE));

export const useIgnored = () => useQuery(trpc.defaultPriced.ignored.queryOptions());

/** After something was done about groups. */
export function useLookAgain(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries(trpc.defaultPriced.pathFilter()), [queries]);
}
