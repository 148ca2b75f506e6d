/** Saves one price of an entry; the table shows it at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notifyDone } from "#web/components/notify";
import { trpc } from "#web/trpc";
import { useRefreshPrices } from "./use-refresh-prices";

export function useSaveCell() {
  const queries = useQueryClient();
  const refresh = useRefreshPrices();
  return useMutation(
    trpc.priceBook.edit.mutationOptions({
      onSuccess: ({ price, notices }) => {
        queries.setQueryData(
          trpc.priceBook.list.queryKey(),
          (list) =>
            list && {
              ...list,
              prices: list.prices.map((row) =>
                row.model === price.model
                  ? { ...price, ...(row.usage && { usage: row.usage }), ...(row.drift && { drift: row.drift }) }
                  : row,
              ),
            },
        );
        if (notices.length > 0) notifyDone([`${price.model} is saved.`, ...notices].join(" "));
      },
      onSettled: () => void refresh(),
    }),
  );
}
