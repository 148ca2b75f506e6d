/** Applies many findings as one batch; the price book, its findings and the list of batches are asked again. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { trpc } from "#web/trpc";
import { useRefreshPrices } from "../use-refresh-prices";

export function useApplyFindings() {
  const queries = useQueryClient();
  const refresh = useRefreshPrices();
  return useMutation(
    trpc.priceBook.applyFindings.mutationOptions({
      onSettled: async () => {
        await Promise.all([refresh(), queries.invalidateQueries(trpc.discovery.batches.pathFilter())]);
      },
    }),
  );
}
