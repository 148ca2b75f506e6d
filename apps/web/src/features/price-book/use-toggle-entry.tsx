/** Switches entries on and off: shown at once, taken back when the server refuses. What is in use is previewed first. */
import { DEFAULT_MODEL, isWildcard } from "@ratecard/pricing";
import { useMutation } from "@tanstack/react-query";
import { useCallback } from "react";
import { confirm } from "#web/components/confirm";
import { notifyDone, notifyError } from "#web/components/notify";
import { RowSwitch } from "#web/components/row-controls";
import { useMay } from "#web/components/session";
import { queryClient, trpc } from "#web/trpc";
import { ImpactPreview } from "./impact-preview";
import type { PriceRow } from "./price-row";
import { refreshPrices } from "./refresh-prices";

/** Under its own name, or as a prefix of others. */
const mayPriceTraffic = ({ model, usage }: PriceRow): boolean => isWildcard(model) || (usage?.requests ?? 0) > 0;

export function useToggleEntry(): ToggleEntry {
  const mayWrite = useMay("price-book:write");
  const show = (model: string, known: Partial<PriceRow>) =>
    queryClient.setQueryData(
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
      onSettled: refreshPrices,
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

/** undefined: this person may not. */
export type ToggleEntry = ((row: PriceRow, isActive: boolean) => void) | undefined;

type ActiveSwitchProps = Readonly<{ row: PriceRow; onToggle: ToggleEntry }>;

/** Switched off, an entry prices nothing from now on; requests of before keep their price. */
export function ActiveSwitch({ row, onToggle }: ActiveSwitchProps) {
  const isFixed = onToggle === undefined || row.model === DEFAULT_MODEL || row.pinnedBy !== undefined;
  return (
    <RowSwitch
      aria-label={`${row.model} is used`}
      checked={row.isActive}
      disabled={isFixed}
      tabIndex={-1}
      onChange={({ currentTarget }) => onToggle?.(row, currentTarget.checked)}
    />
  );
}
