/** Keeps an open page equal to the price book: one number is asked for every few seconds, everything else only when it has moved. */
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { trpc } from "#web/trpc";
import { useRefreshPrices } from "./use-refresh-prices";

const LOOK_MS = 2_000;

export function useFollowPrices(): void {
  const refresh = useRefreshPrices();
  const listed = useQuery(trpc.priceBook.list.queryOptions()).data?.pricesVersion;
  const { data } = useQuery(
    trpc.priceBook.version.queryOptions(undefined, { refetchInterval: LOOK_MS, staleTime: 0, retry: false }),
  );
  const current = data?.pricesVersion;
  useEffect(() => {
    // Another server may not have heard yet of what this list shows already.
    if (current !== undefined && listed !== undefined && BigInt(current) > BigInt(listed)) void refresh();
  }, [current, listed, refresh]);
}
