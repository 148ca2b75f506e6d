import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { queryClient, trpc } from "#web/trpc";

/** After a write: the price book, and what explain says, are asked again. */
export async function refreshPrices(): Promise<void> {
  await Promise.all(
    [trpc.priceBook, trpc.findings, trpc.explain].map((part) => queryClient.invalidateQueries(part.pathFilter())),
  );
}

const LOOK_MS = 2_000;

/** Keeps an open page equal to the price book: one number is asked for every few seconds, everything else only when it has moved. */
export function useFollowPrices(): void {
  const listed = useQuery(trpc.priceBook.list.queryOptions()).data?.pricesVersion;
  const { data } = useQuery(
    trpc.priceBook.version.queryOptions(undefined, { refetchInterval: LOOK_MS, staleTime: 0, retry: false }),
  );
  const current = data?.pricesVersion;
  useEffect(() => {
    // Another server may not have heard yet of what this list shows already.
    if (current !== undefined && listed !== undefined && BigInt(current) > BigInt(listed)) void refreshPrices();
  }, [current, listed]);
}
