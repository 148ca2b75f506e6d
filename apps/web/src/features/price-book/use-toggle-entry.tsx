/** Switches entries on and off: shown at once, taken back when the server refuses. What is in use is previewed first. */
import { isWildcard } from "@ratecard/pricing";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { confirm } from "#web/components/confirm";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { ToggleEntry } from "./active-switch";
import { ImpactPreview } from "./impact-preview";
import type { PriceRow } from "./price-row";
import { useRefreshPrices } from "./use-refresh-prices";

/** Under its own name, or as a prefix of others. */
const mayPriceTraffic = ({ model, usage }: PriceRow): boolean => isWildcard(model) || (usage?.requests ?? 0) > 0;

export function useToggleEntry(): ToggleEntry {
  const queries = useQueryClient();
  const refresh = useRefreshPrices();
  const mayWrite = useMay("price-book:write");
  const show = (model: string, known: Partial<PriceRow>) =>
    queries.setQueryData(
      trpc.priceBook.list.queryKey(),
      (list) =>
        list && { ...list, prices: list.prices.map((row) => (row.model === model ? { ...row, ...known } : row)) },
    );
  const { mutate } = useMutation(
    trpc.priceBook.toggle.mutationOptions({
      onMutate: ({ model, isActive }) => show(model, { isActive }),
      onError: notifyError,
      onSuccess: ({ price: { model, isActive, version } }) => {
        // The next click must know it, and the list may take a while.
        show(model, { isActive, version });
        notifyDone(`${model} is ${isActive ? "on" : "off"} from now`);
      },
      onSettled: refresh,
    }),
  );
  const toggle = useCallback(
    (row: PriceRow, isActive: boolean) => {
      const { model, version } = row;
      const onConfirm = () => mutate({ model, version, isActive });
      if (!mayPriceTraffic(row)) return onConfirm();
      confirm({
        title: `Switch ${model} ${isActive ? "on" : "off"}?`,
        action: isActive ? "Switch on" : "Switch off",
        preview: <ImpactPreview model={model} changes={{ isActive }} />,
        isHarmless: true,
        onConfirm,
      });
    },
    [mutate],
  );
  return mayWrite ? toggle : undefined;
}
