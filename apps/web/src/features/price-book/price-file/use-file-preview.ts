/** A mutation on the wire, for a file is too long for an address; a query here, for it writes nothing. */
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { trpcClient } from "#web/trpc";
import { askedOf, type ImportDraft } from "./import-draft";
import type { PriceFile } from "./price-file";

const SETTLE_MS = 200;

export function useFilePreview(file: PriceFile, draft: ImportDraft) {
  const [settled] = useDebouncedValue(draft, SETTLE_MS);
  const preview = useQuery({
    queryKey: ["price file preview", file.id, settled],
    queryFn: ({ signal }) => trpcClient.priceBook.previewImport.mutate(askedOf(file, settled), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    // Of another file nothing is shown, not even for a moment.
    placeholderData: (previous, query) => (query?.queryKey[1] === file.id ? previous : undefined),
    // Comparing thousands of rows to keep their identity would cost more than drawing them.
    structuralSharing: false,
  });
  return { preview, isSettled: settled === draft && !preview.isFetching };
}
