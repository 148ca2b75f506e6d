import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ALL_PROVIDERS } from "@ratecard/pricing";
import { ImpactSummary } from "#web/components/impact-summary";
import { type RouterInputs, type RouterOutputs, trpc } from "#web/trpc";

/** One window of one provider's discount and margins. Units: percents and USD as decimal text. */
export type Adjustment = RouterOutputs["adjustments"]["list"]["adjustments"][number];

export const providerWords = (provider: string): string => (provider === ALL_PROVIDERS ? "all others" : provider);

type PreviewInput = RouterInputs["adjustments"]["preview"];

/** What the last 30 days would have cost with these terms; `terms` null: without any. Nothing while they cannot be read. */
export function AdjustmentImpact({ provider, terms }: PreviewInput) {
  const hasTerms = provider !== "" && (terms === null || Object.values(terms).some((amount) => amount));
  const preview = useQuery(
    trpc.adjustments.preview.queryOptions(
      { provider, terms },
      { enabled: hasTerms, placeholderData: keepPreviousData, retry: false },
    ),
  );
  if (!hasTerms || preview.error || !preview.data) return null;
  return <ImpactSummary impact={preview.data} isOld={preview.isPlaceholderData} />;
}
