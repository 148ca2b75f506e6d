/** Saves one price of an entry; the table shows it at once. */
import { useMutation } from "@tanstack/react-query";
import { z } from "zod";
import { notifyDone } from "#web/components/notify";
import { domainErrorOf } from "#web/errors/describe-client-error";
import { queryClient, trpc } from "#web/trpc";
import { refreshPrices } from "./refresh-prices";

export function useSaveCell() {
  return useMutation(
    trpc.priceBook.edit.mutationOptions({
      onSuccess: ({ price, notices }) => {
        queryClient.setQueryData(
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
      onSettled: () => void refreshPrices(),
    }),
  );
}

const Current = z.object({
  version: z.number(),
  inputPer1M: z.string().optional(),
  outputPer1M: z.string().optional(),
  perRequest: z.string().optional(),
});
type MovedEntry = z.output<typeof Current>;

/** The entry as somebody else left it, out of a refusal because its version moved. null: another refusal, or it was deleted. */
export function movedEntryOf(error: unknown): MovedEntry | null {
  const domain = domainErrorOf(error);
  if (domain?.code !== "VERSION_MOVED") return null;
  const read = Current.safeParse(domain.details.current);
  return read.success ? read.data : null;
}
