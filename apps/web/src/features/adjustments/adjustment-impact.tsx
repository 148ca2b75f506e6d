/** What the last 30 days would have cost with these terms; `terms` null: without any. Nothing while they cannot be read. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ImpactSummary } from "#web/components/impact-summary";
import { type RouterInputs, trpc } from "#web/trpc";

type Asked = RouterInputs["adjustments"]["preview"];

export function AdjustmentImpact({ provider, terms }: Asked) {
  const isAsked = provider !== "" && (terms === null || Object.values(terms).some((amount) => amount));
  const preview = useQuery(
    trpc.adjustments.preview.queryOptions(
      { provider, terms },
      { enabled: isAsked, placeholderData: keepPreviousData, retry: false },
    ),
  );
  if (!isAsked || preview.error || !preview.data) return null;
  return <ImpactSummary impact={preview.data} isOld={preview.isPlaceholderData} />;
}
