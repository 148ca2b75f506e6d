/** Switches entries on and off: shown at once, taken back when the server refuses. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { ToggleEntry } from "./active-switch";
import type { PriceRow } from "./price-row";
import { useRefreshPrices } from "./use-refresh-prices";

export function useToggleEntry(): ToggleEntry {
  const queries = useQueryClient();
  const refresh = useRefreshPrices();
  const mayWrite = useMay("price-book:write");
  const { mutate } = useMutation(
    trpc.priceBook.toggle.mutationOptions({
      onMutate: ({ model, isActive }) => {
        queries.setQueryData(
          trpc.priceBook.list.queryKey(),
          (list) =>
            list && { ...list, prices: list.prices.map((row) => (row.model === model ? { ...row, isActive } : row)) },
        );
      },
      onError: notifyError,
      onSuccess: ({ price }) => notifyDone(`${price.model} is ${price.isActive ? "on" : "off"} from now`),
      onSettled: refresh,
    }),
  );
  const toggle = useCallback(
    ({ model, version }: PriceRow, isActive: boolean) => mutate({ model, version, isActive }),
    [mutate],
  );
  return mayWrite ? toggle : undefined;
}
