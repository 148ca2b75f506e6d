/** A mutation on the wire, for its rows are too many for an address; a query here, for it writes nothing. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { trpcClient } from "#web/trpc";
import type { PriceRow } from "../price-row";
import type { BulkChange } from "./bulk-draft";

const SETTLE_MS = 300;

export function useBulkPreview(change: BulkChange | null, rows: readonly PriceRow[]) {
  const [asked] = useDebouncedValue(JSON.stringify(change), SETTLE_MS);
  const settled = JSON.parse(asked) as BulkChange | null;
  const versions = rows.map(({ model, version }) => ({ model, version }));
  const preview = useQuery({
    queryKey: ["bulk edit preview", asked, versions],
    queryFn: ({ signal }) =>
      settled ? trpcClient.priceBook.previewBulkEdit.mutate({ change: settled, rows: versions }, { signal }) : null,
    enabled: settled !== null && rows.length > 0,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
  return { preview, isSettled: asked === JSON.stringify(change) && !preview.isPlaceholderData };
}
