/** The Sync Models wizard: choose servers, review prices, confirm the difference, see what was written. */
import { Stepper } from "@mantine/core";
import { memo, useCallback, useMemo, useState } from "react";
import { ChangeReview } from "#web/components/changes/change-review";
import { namedNow } from "#web/components/changes/change-words";
import { ChangeWritten } from "#web/components/changes/change-written";
import { ErrorState, LoadingState } from "#web/components/states";
import { SYNC_STEPS, type SyncStep, useSetDiscoverySearch, useSyncStep } from "../discovery-search";
import { ChooseServersStep } from "./choose-servers-step";
import { modelPrices } from "./chosen-price";
import { DefaultPrice } from "./default-price";
import { defaultUsdOf, ReviewStep, useReview } from "./review-step";
import { type Sync, useSync } from "./use-sync";

const LABELS: Record<SyncStep, string> = {
  servers: "Choose servers",
  review: "Review prices",
  confirm: "Confirm",
  result: "Result",
};

export function SyncTab() {
  const sync = useSync();
  const setSearch = useSetDiscoverySearch();
  const step = reachable(useSyncStep(), sync);
  const go = useCallback((next: SyncStep) => setSearch({ step: next, q: "", sort: "" }), [setSearch]);
  const confirm = useCallback(() => go("confirm"), [go]);
  const startAgain = () => {
    sync.startOver();
    go("servers");
  };
  return (
    <>
      <Steps step={step} isSelected={sync.selection.size > 0} isImported={sync.imported !== null} onGo={go} />
      {step === "servers" && <ChooseServersStep sync={sync} onReview={() => go("review")} />}
      {step === "review" && <ReviewStep sync={sync} onConfirm={confirm} />}
      {step === "confirm" && <ConfirmStep sync={sync} onBack={() => go("review")} onImported={() => go("result")} />}
      {step === "result" && sync.imported && (
        <ChangeWritten
          written={sync.imported}
          from={sync.effectiveFrom}
          again={{ words: "Sync again", onClick: startAgain }}
          onLeave={sync.startOver}
        />
      )}
    </>
  );
}

type StepsProps = Readonly<{
  step: SyncStep;
  isSelected: boolean;
  isImported: boolean;
  onGo: (step: SyncStep) => void;
}>;

/** Memoised: selecting and searching do not draw it again. */
const Steps = memo(({ step, isSelected, isImported, onGo }: StepsProps) => {
  const isOpen: Record<SyncStep, boolean> = { servers: true, review: true, confirm: isSelected, result: isImported };
  return (
    <Stepper
      active={SYNC_STEPS.indexOf(step)}
      onStepClick={(index) => onGo(SYNC_STEPS[index] ?? "servers")}
      size="xs"
      iconSize={26}
      aria-label="Sync models"
    >
      {SYNC_STEPS.map((id) => (
        <Stepper.Step key={id} label={LABELS[id]} allowStepSelect={isOpen[id] && step !== "result"} />
      ))}
    </Stepper>
  );
});

/** A link into the middle of the wizard opens the last step that has what it needs. */
function reachable(step: SyncStep, sync: Sync): SyncStep {
  if (step === "result" && sync.imported === null) return "servers";
  return step === "confirm" && sync.selection.size === 0 ? "review" : step;
}

type ConfirmStepProps = Readonly<{ sync: Sync; onBack: () => void; onImported: () => void }>;

/** Step 3: the exact difference of the chosen prices, since when they hold, and the import as one named batch. */
function ConfirmStep({ sync, onBack, onImported }: ConfirmStepProps) {
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
