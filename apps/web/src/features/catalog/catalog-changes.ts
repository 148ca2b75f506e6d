/** Changes of the catalogue as the server tells them: recorded by a refresh, or the difference of two snapshots. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { type RouterOutputs, trpc, trpcClient } from "#web/trpc";

export type CatalogReviewState = RouterOutputs["catalog"]["review"];
export type RecordedChange = CatalogReviewState["waiting"][number];
export type SnapshotDifference = RouterOutputs["catalog"]["diff"]["changes"][number];
export type SnapshotView = CatalogReviewState["snapshots"][number];

/** What both have. */
export type ShownChange = Pick<
  RecordedChange,
  "key" | "kind" | "litellmProvider" | "fields" | "problems" | "requests" | "beforeUsd" | "afterUsd" | "isDoubtful"
> &
  Readonly<{ state?: RecordedChange["state"] }>;

export const KIND_WORDS = {
  added: "added",
  removed: "removed",
  changed: "changed",
  restored: "came back",
} as const satisfies Record<ShownChange["kind"], string>;

export const STATE_WORDS = {
  applied: "in force",
  held: "waiting",
  accepted: "accepted",
  rejected: "rejected",
  superseded: "replaced by a newer change",
} as const satisfies Record<RecordedChange["state"], string>;

export type DecideChanges = Readonly<{
  accept: (changes: readonly RecordedChange[]) => void;
  reject: (changes: readonly RecordedChange[]) => void;
  isPending: boolean;
}>;

const idsOf = (changes: readonly RecordedChange[]) => ({ changeIds: changes.map(({ changeId }) => changeId) });
const named = (keys: readonly string[]) =>
  keys.length === 1 ? keys[0] : `${keys.length.toLocaleString("en")} changes`;

/** `onDone` (a stable function): after a decision that was taken. */
export function useDecideChanges(onDone: () => void): DecideChanges | undefined {
  const mayReview = useMay("catalog:review");
  const accept = useMutation(
    trpc.catalog.accept.mutationOptions(feedback(({ keys }) => `Accepted ${named(keys)}: in force from now`)),
  );
  const reject = useMutation(
    trpc.catalog.reject.mutationOptions(feedback(({ keys }) => `Rejected ${named(keys)}: the old price stays`)),
  );
  const isPending = accept.isPending || reject.isPending;
  const [{ mutate: acceptAll }, { mutate: rejectAll }] = [accept, reject];
  return useMemo(
    () =>
      mayReview
        ? {
            accept: (changes) => acceptAll(idsOf(changes), { onSuccess: onDone }),
            reject: (changes) => rejectAll(idsOf(changes), { onSuccess: onDone }),
            isPending,
          }
        : undefined,
    [mayReview, acceptAll, rejectAll, isPending, onDone],
  );
}

/** As many as one decision may name. */
export const MOST_AT_ONCE = 1000;

/** A mutation on the wire, for its ids may be too many for an address; a query here, for it writes nothing. */
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
  const parts = new Map(impact?.models.map((part) => [part.model, part]));
  return changes.map((change) => {
    const { beforeUsd, afterUsd } = parts.get(change.key) ?? change;
    return { ...change, beforeUsd, afterUsd };
  });
}
