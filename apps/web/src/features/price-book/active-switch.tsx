import { Switch } from "@mantine/core";
import { DEFAULT_MODEL } from "@ratecard/pricing";
import { useMutation } from "@tanstack/react-query";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { PriceRow } from "./price-row";
import { useRefreshPrices } from "./use-refresh-prices";

/** Switched off, an entry prices nothing from now on; requests of before keep their price. */
export function ActiveSwitch({ row }: Readonly<{ row: PriceRow }>) {
  const refresh = useRefreshPrices();
  const mayWrite = useMay("price-book:write");
  const toggle = useMutation(
    trpc.priceBook.toggle.mutationOptions({
      onError: notifyError,
      onSuccess: ({ price }) => notifyDone(`${price.model} is ${price.isActive ? "on" : "off"} from now`),
      onSettled: refresh,
    }),
  );
  const isFixed = !mayWrite || row.model === DEFAULT_MODEL || row.pinnedBy !== undefined;
  return (
    <Switch
      aria-label={`${row.model} is used`}
      checked={toggle.isPending ? toggle.variables.isActive : row.isActive}
      disabled={isFixed || toggle.isPending}
      tabIndex={-1}
      onChange={({ currentTarget }) =>
        toggle.mutate({ model: row.model, version: row.version, isActive: currentTarget.checked })
      }
    />
  );
}
