/** Publishes prices that were taken from evidence: the review of a change, then one batch that can be taken back. */
import { Drawer } from "@mantine/core";
import { useState } from "react";
import type { ChangeSet } from "#web/components/changes/change-choice";
import { ChangeReview } from "#web/components/changes/change-review";
import { namedNow } from "#web/components/changes/change-words";
import { ChangeWritten } from "#web/components/changes/change-written";
import type { RouterInputs } from "#web/trpc";
import { useLookAgain } from "./use-queue";

type ModelsSource = Extract<RouterInputs["changes"]["preview"]["source"], { kind: "models" }>;
export type Taken = ModelsSource["prices"][number];

type PriceDrawerProps = Readonly<{
  taken: readonly Taken[];
  /** When the first request came: since then the price holds, unless somebody says otherwise. ISO 8601. */
  firstAt?: string;
  onClose: () => void;
  onWritten?: () => void;
}>;

export function PriceDrawer({ taken, firstAt = "", onClose, onWritten }: PriceDrawerProps) {
  // What was taken stays as it was seen, while the evidence behind it is looked at again.
  const [source] = useState<ModelsSource>(() => ({ kind: "models", prices: [...taken] }));
  const [from, setFrom] = useState(firstAt);
  const [written, setWritten] = useState<ChangeSet | null>(null);
  const [batchName] = useState(() => namedNow("Guessed prices"));
  const lookAgain = useLookAgain();
  const [only] = taken;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={1080}
      title={taken.length === 1 ? `Price of ${only?.model}` : `${taken.length.toLocaleString("en")} prices`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {written ? (
        <ChangeWritten written={written} from={from} onLeave={onClose} />
      ) : (
        <ChangeReview
          source={source}
          verb="Publish"
          name={batchName}
          date={{ from, onChange: setFrom }}
          maxHeight="60dvh"
          onBack={{ words: "Cancel", go: onClose }}
          onWritten={(set) => {
            setWritten(set);
            onWritten?.();
            void lookAgain();
          }}
        />
      )}
    </Drawer>
  );
}
