/** Step 3: the exact difference of the chosen prices, since when they hold, and the import as one named batch. */
import { useMemo, useState } from "react";
import { ChangeReview } from "#web/components/changes/change-review";
import { namedNow } from "#web/components/changes/change-words";
import { ErrorState, LoadingState } from "#web/components/states";
import { modelPrices } from "./chosen-price";
import { DefaultPrice } from "./default-price";
import { defaultUsdOf, useReview } from "./review-step";
import type { Sync } from "./use-sync";

type ConfirmStepProps = Readonly<{ sync: Sync; onBack: () => void; onImported: () => void }>;

export function ConfirmStep({ sync, onBack, onImported }: ConfirmStepProps) {
  const [batchName] = useState(() => namedNow("Sync models"));
  const review = useReview(sync);
  const defaultUsd = defaultUsdOf(sync, review.data);
  const { selection, choices } = sync;
  const source = useMemo(() => {
    const selected = review.data?.rows.filter(({ name }) => selection.has(name)) ?? [];
    const prices = modelPrices(selected, choices, defaultUsd);
    return prices.length === 0 ? null : ({ kind: "models", prices } as const);
  }, [review.data, selection, choices, defaultUsd]);

  if (review.error) return <ErrorState error={review.error} retry={() => void review.refetch()} />;
  if (!review.data) return <LoadingState label="Comparing with the price book" />;
  return (
    <ChangeReview
      source={source}
      verb="Import"
      name={batchName}
      date={{ from: sync.effectiveFrom, onChange: sync.setEffectiveFrom }}
      onBack={{ words: "Back", go: onBack }}
      onWritten={(imported) => {
        sync.setImported(imported);
        onImported();
      }}
      settings={() => <DefaultPrice usd={defaultUsd} onChange={sync.setDefaultUsd} />}
    />
  );
}
