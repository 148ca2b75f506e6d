/**
 * What accepting changes would have meant for the last 30 days. A mutation on the wire, for its ids may be too many for an address;
 * a query here, for it writes nothing.
 */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { trpc, trpcClient } from "#web/trpc";
import type { RecordedChange } from "./catalog-change";

/** As many as one decision may name. */
export const MOST_AT_ONCE = 1000;

export function useChangesImpact(changes: readonly RecordedChange[]) {
  const changeIds = changes.slice(0, MOST_AT_ONCE).map(({ changeId }) => changeId);
  return useQuery({
    queryKey: [...trpc.catalog.previewChanges.mutationKey(), changeIds],
    queryFn: ({ signal }) => trpcClient.catalog.previewChanges.mutate({ changeIds }, { signal }),
    enabled: changeIds.length > 0,
    placeholderData: keepPreviousData,
  });
}

type ChangesImpact = NonNullable<ReturnType<typeof useChangesImpact>["data"]>;

/** With the costs of now where they are known, else those of the refresh. */
export function withCosts(changes: readonly RecordedChange[], impact: ChangesImpact | undefined): RecordedChange[] {
  const parts = new Map(impact?.models.map((one) => [one.model, one]));
  return changes.map((change) => {
    const { beforeUsd, afterUsd } = parts.get(change.key) ?? change;
    return { ...change, beforeUsd, afterUsd };
  });
}
