/** Asks before an entry goes, and shows which requests would be priced by what instead. */
import { Stack } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { confirm } from "#web/components/confirm";
import { notifyDone, notifyError } from "#web/components/notify";
import { trpc } from "#web/trpc";
import { ImpactPreview } from "./impact-preview";
import type { PriceRow } from "./price-row";
import { refreshPrices } from "./refresh-prices";

export function useDeletePrice(onDeleted?: () => void): (row: Pick<PriceRow, "model" | "version">) => void {
  const remove = useMutation(
    trpc.priceBook.delete.mutationOptions({
      onError: notifyError,
      onSuccess: ({ model }) => {
        notifyDone(`${model} has no price of its own any more`);
        onDeleted?.();
      },
      onSettled: refreshPrices,
    }),
  );
  return ({ model, version }) =>
    confirm({
      title: `Delete the price of ${model}?`,
      action: "Delete",
      preview: (
        <Stack gap="sm">
          <span>It ends now. Requests of before keep it, its history stays, and the name can be priced again.</span>
          <ImpactPreview model={model} changes={null} />
        </Stack>
      ),
      onConfirm: () => remove.mutate({ model, version }),
    });
}
