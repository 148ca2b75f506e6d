/** After a write: the price book, and what explain says, are asked again. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { trpc } from "#web/trpc";

export function useRefreshPrices(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(async () => {
    await Promise.all([
      queries.invalidateQueries(trpc.priceBook.pathFilter()),
      queries.invalidateQueries(trpc.findings.pathFilter()),
      queries.invalidateQueries(trpc.explain.pathFilter()),
    ]);
  }, [queries]);
}
