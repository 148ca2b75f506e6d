/** A mutation on the wire, for its rows are too many for an address; a query here, for it writes nothing. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { trpcClient } from "#web/trpc";
import type { PriceRow } from "../price-row";
import type { BulkChange } from "./bulk-draft";

const SETTLE_MS = 300;

type Asked = Readonly<{ change: BulkChange | null; effectiveFrom: string | null }>;

export function useBulkPreview(change: BulkChange | null, effectiveFrom: string | null, rows: readonly PriceRow[]) {
  const wanted = JSON.stringify({ change, effectiveFrom });
  const [asked] = useDebouncedValue(wanted, SETTLE_MS);
  const settled = JSON.parse(asked) as Asked;
  const versions = rows.map(({ model, version }) => ({ model, version }));
  const preview = useQuery({
    queryKey: ["bulk edit preview", asked, versions],
    queryFn: ({ signal }) =>
      settled.change
        ? trpcClient.priceBook.previewBulkEdit.mutate(
            { ...settled, change: settled.change, rows: versions },
            { signal },
          )
        : null,
    enabled: settled.change !== null && rows.length > 0,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return { preview, isSettled: asked === wanted && !preview.isPlaceholderData };
}
