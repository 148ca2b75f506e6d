/** The Sync Models wizard: choose servers, review prices, confirm the difference, see what was written. */
import { Stepper } from "@mantine/core";
import { ChangeWritten } from "#web/components/changes/change-written";
import { SYNC_STEPS, type SyncStep } from "../discovery-search";
import { useDiscoverySearch } from "../use-discovery-search";
import { ChooseServersStep } from "./choose-servers-step";
import { ConfirmStep } from "./confirm-step";
import { ReviewStep } from "./review-step";
import type { Sync } from "./use-sync";

const LABELS: Record<SyncStep, string> = {
  servers: "Choose servers",
  review: "Review prices",
  confirm: "Confirm",
  result: "Result",
};

export function SyncTab({ sync }: Readonly<{ sync: Sync }>) {
  const [search, setSearch] = useDiscoverySearch();
  const step = reachable(search.step, sync);
  const go = (next: SyncStep) => setSearch({ step: next, q: "", sort: "" });
  const startAgain = () => {
    sync.startOver();
    go("servers");
  };
  return (
    <>
      <Stepper
        active={SYNC_STEPS.indexOf(step)}
        onStepClick={(index) => go(SYNC_STEPS[index] ?? "servers")}
        size="xs"
        iconSize={26}
        aria-label="Sync models"
      >
        {SYNC_STEPS.map((id) => (
          <Stepper.Step key={id} label={LABELS[id]} allowStepSelect={reachable(id, sync) === id && step !== "result"} />
        ))}
      </Stepper>
      {step === "servers" && <ChooseServersStep sync={sync} onReview={() => go("review")} />}
      {step === "review" && <ReviewStep sync={sync} onConfirm={() => go("confirm")} />}
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

/** A link into the middle of the wizard opens the last step that has what it needs. */
function reachable(step: SyncStep, sync: Sync): SyncStep {
  if (step === "result" && sync.imported === null) return "servers";
  return step === "confirm" && sync.selection.size === 0 ? "review" : step;
}
