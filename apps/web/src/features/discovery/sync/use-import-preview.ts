/** A mutation on the wire, for its rows are too many for an address; a query here, for it writes nothing. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { trpcClient } from "#web/trpc";
import type { ImportRow } from "../shapes";

/** `effectiveFrom`: ISO 8601; null is from now. */
export const useImportPreview = (rows: ImportRow[], effectiveFrom: string | null) =>
  useQuery({
    queryKey: ["import preview", numberOf(rows), effectiveFrom],
    queryFn: ({ signal }) => trpcClient.discovery.previewImport.mutate({ rows, effectiveFrom }, { signal }),
    enabled: rows.length > 0,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

const numbers = new WeakMap<object, number>();
let count = 0;

/** Tells lists of rows apart without reading thousands of them at every draw. */
function numberOf(rows: object): number {
  const known = numbers.get(rows);
  if (known !== undefined) return known;
  count += 1;
  numbers.set(rows, count);
  return count;
}
