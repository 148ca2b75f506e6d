/** Publishes prices that were taken from evidence: the review of a change, then one batch that can be taken back. */
import { useState } from "react";
import { ChangeDrawer } from "#web/components/changes/change-drawer";
import { namedNow } from "#web/components/changes/change-words";
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
  const [batchName] = useState(() => namedNow("Guessed prices"));
  const lookAgain = useLookAgain();
  const [only] = taken;
  return (
    <ChangeDrawer
      title={taken.length === 1 ? `Price of ${only?.model}` : `${taken.length.toLocaleString("en")} prices`}
      source={source}
      verb="Publish"
      name={batchName}
      firstFrom={firstAt}
      onClose={onClose}
      onWritten={() => {
        onWritten?.();
        void lookAgain();
      }}
    />
  );
}
