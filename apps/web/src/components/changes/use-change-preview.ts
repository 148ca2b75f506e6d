/** A mutation on the wire, for its rows are too many for an address; a query here, for it writes nothing. */
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type RouterInputs, trpcClient } from "#web/trpc";

export type ChangeSource = RouterInputs["changes"]["preview"]["source"];

const SETTLE_MS = 250;

/** `source` must be stable (memo); null: there is nothing to compare yet. `from`: ISO 8601, "" is now. */
export function useChangePreview(source: ChangeSource | null, from: string) {
  const [settled] = useDebouncedValue(source, SETTLE_MS, { leading: true });
  const preview = useQuery({
    queryKey: ["change preview", numberOf(settled), from],
    queryFn: ({ signal }) =>
      trpcClient.changes.preview.mutate(
        { source: settled as ChangeSource, effectiveFrom: from === "" ? null : from },
        { signal },
      ),
    enabled: settled !== null,
    staleTime: 0,
    gcTime: 0,
    placeholderData: keepPreviousData,
    // Comparing thousands of rows to keep their identity would cost more than drawing them.
    structuralSharing: false,
  });
  return { preview, isSettled: settled === source && !preview.isFetching };
}

const numbers = new WeakMap<object, number>();
let count = 0;

/** Tells sources apart without reading thousands of rows at every draw. */
function numberOf(source: object | null): number {
  if (source === null) return 0;
  const known = numbers.get(source);
  if (known !== undefined) return known;
  count += 1;
  numbers.set(source, count);
  return count;
}
