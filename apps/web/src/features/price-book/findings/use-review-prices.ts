/** Ticks prices off as looked at and unchanged; undefined for those who may not. Finance may, who writes no prices. */
import { useMutation } from "@tanstack/react-query";
import { useMemo } from "react";
import { feedback } from "#web/components/notify";
import { useMay } from "#web/components/session";
import { trpc } from "#web/trpc";
import type { Finding } from "../price-row";
import { refreshPrices } from "../refresh-prices";
import { counted } from "#web/components/count";

export type ReviewPrices = Readonly<{
  review: (findings: readonly Finding[]) => void;
  /** Those that are being ticked off, by the ids of their findings. */
  pending: ReadonlySet<string>;
}>;

export function useReviewPrices(): ReviewPrices | undefined {
  const mayReview = useMay("price-reviews:write");
  const { mutate, isPending, variables } = useMutation(
    trpc.findings.review.mutationOptions({
      ...feedback(({ count }) => `${counted(count, "price")} reviewed, unchanged`),
      onSettled: refreshPrices,
    }),
  );
  return useMemo(() => {
    if (!mayReview) return undefined;
    return {
      review: (findings) =>
        mutate({ findings: findings.map(({ findingId, model, version }) => ({ findingId, model, version })) }),
      pending: new Set(isPending ? variables.findings.map(({ findingId }) => findingId) : []),
    };
  }, [mayReview, mutate, isPending, variables]);
}
