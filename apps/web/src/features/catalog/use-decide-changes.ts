/** Accepts or rejects waiting changes; undefined for those who may not. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { notifyDone, notifyError } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { RecordedChange } from "./catalog-change";

export type DecideChanges = Readonly<{
  accept: (changes: readonly RecordedChange[]) => void;
  reject: (changes: readonly RecordedChange[]) => void;
  isPending: boolean;
}>;

const idsOf = (changes: readonly RecordedChange[]) => ({ changeIds: changes.map(({ changeId }) => changeId) });
const named = (keys: readonly string[]) =>
  keys.length === 1 ? keys[0] : `${keys.length.toLocaleString("en")} changes`;

/** `onDone`: after a decision that was taken. */
export function useDecideChanges(onDone: () => void): DecideChanges | undefined {
  const queries = useQueryClient();
  const mayReview = useMay("catalog:review");
  // Prices everywhere follow from the catalogue.
  const onSettled = () => queries.invalidateQueries();
  const accept = useMutation(
    trpc.catalog.accept.mutationOptions({
      onError: notifyError,
      onSuccess: ({ keys }) => {
        notifyDone(`Accepted ${named(keys)}: in force from now`);
        onDone();
      },
      onSettled,
    }),
  );
  const reject = useMutation(
    trpc.catalog.reject.mutationOptions({
      onError: notifyError,
      onSuccess: ({ keys }) => {
        notifyDone(`Rejected ${named(keys)}: what stood before stays`);
        onDone();
      },
      onSettled,
    }),
  );
  const isPending = accept.isPending || reject.isPending;
  const [{ mutate: acceptAll }, { mutate: rejectAll }] = [accept, reject];
  return useMemo(
    () =>
      mayReview
        ? { accept: (changes) => acceptAll(idsOf(changes)), reject: (changes) => rejectAll(idsOf(changes)), isPending }
        : undefined,
    [mayReview, acceptAll, rejectAll, isPending],
  );
}
