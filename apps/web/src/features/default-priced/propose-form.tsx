/** Asks those who decide for a price, with what speaks for it. */
import { useMutation } from "@tanstack/react-query";
import { feedback } from "#web/components/notify";
import { PriceGlance, PRICE_HEADER } from "#web/components/price-glance";
import { trpc } from "#web/trpc";
import type { Taken } from "./price-drawer";
import { type Candidate, evidenceText } from "./queue-search";
import { ReasonModal } from "#web/components/reason-modal";

type ProposeFormProps = Readonly<{ taken: Taken; candidate: Candidate; firstAt: string; onClose: () => void }>;

export function ProposeForm({ taken, candidate, firstAt, onClose }: ProposeFormProps) {
  const { model, provider, copiedFrom = null, terms } = taken;
  const propose = useMutation(
    trpc.defaultPriced.propose.mutationOptions(
      feedback(() => `${model}: finance is asked for this price`, trpc.defaultPriced.pathFilter()),
    ),
  );
  const send = (note: string) =>
    propose.mutate(
      { model, provider, terms, copiedFrom, effectiveFrom: firstAt, evidence: evidenceText(candidate), note },
      { onSuccess: onClose },
    );
  return (
    <ReasonModal
      title={`Propose a price for ${model}`}
      label="Note for who decides (optional)"
      isNeeded={false}
      action="Propose"
      isSending={propose.isPending}
      onClose={onClose}
      onSend={send}
    >
      <PriceGlance terms={candidate.terms} /> ({PRICE_HEADER.toLowerCase()}), since the first request. Because of{" "}
      {evidenceText(candidate)}. Finance or an admin approves or declines it.
    </ReasonModal>
  );
}
