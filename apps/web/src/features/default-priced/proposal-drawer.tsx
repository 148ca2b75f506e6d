/** One proposed price: what speaks for it, what it would change, and the decision. */
import { Alert, Button, Drawer, Group as Row, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { type ChangeSource, useChangePreview } from "#web/components/changes/use-change-preview";
import { ImpactSummary } from "#web/components/impact-summary";
import { feedback } from "#web/components/notify";
import { PRICE_HEADER, PriceGlance } from "#web/components/price-glance";
import { useMay } from "#web/components/session";
import { Time } from "#web/components/time";
import { type RouterOutputs, trpc } from "#web/trpc";
import { ReasonModal } from "#web/components/reason-modal";

export type Proposal = RouterOutputs["defaultPriced"]["proposals"][number];

export const PROPOSAL_COLORS = { open: "orange", approved: "green", declined: "gray", withdrawn: "gray" } as const;

type ProposalDrawerProps = Readonly<{ proposal: Proposal; onClose: () => void }>;

export function ProposalDrawer({ proposal, onClose }: ProposalDrawerProps) {
  const { model, terms, evidence, note, proposedBy, proposedAt, effectiveFrom, state } = proposal;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={620}
      title={`Price of ${model}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <Stack gap="sm">
        <Text size="sm">
          {proposedBy} proposed <PriceGlance terms={terms} /> ({PRICE_HEADER.toLowerCase()}) <Time at={proposedAt} />{" "}
          UTC, because of {evidence}.
        </Text>
        {note !== "" && <Text size="sm">“{note}”</Text>}
        <Text size="sm">
          It would hold{" "}
          {effectiveFrom === null ? (
            "from the decision on"
          ) : (
            <>
              since <Time at={effectiveFrom} /> UTC
            </>
          )}
          .
        </Text>
        {state === "open" ? <Open proposal={proposal} onClose={onClose} /> : <Decided proposal={proposal} />}
      </Stack>
    </Drawer>
  );
}

const Decided = ({ proposal: { state, decidedBy, decidedAt, decisionReason } }: Readonly<{ proposal: Proposal }>) => (
  <Alert color={PROPOSAL_COLORS[state]} variant="light" title={`${state} by ${decidedBy}`}>
    <Time at={decidedAt} /> UTC. {decisionReason}
  </Alert>
);

function Open({ proposal, onClose }: ProposalDrawerProps) {
  const [isDeclining, setDeclining] = useState(false);
  const mayDecide = useMay("price-proposals:decide");
  const { id, model, isOwn, mayApprove } = proposal;
  const approve = useMutation(
    trpc.defaultPriced.approve.mutationOptions(feedback(() => `${model}: the price is published`)),
  );
  const decline = useMutation(
    trpc.defaultPriced.decline.mutationOptions(feedback(() => `${model}: declined`, trpc.defaultPriced.pathFilter())),
  );
  const withdraw = useMutation(
    trpc.defaultPriced.withdraw.mutationOptions(
      feedback(() => `${model}: the proposal is withdrawn`, trpc.defaultPriced.pathFilter()),
    ),
  );
  return (
    <>
      {mayDecide && <Impact proposal={proposal} />}
      {!mayApprove && (
        <Text size="sm">It waits for {isOwn && mayDecide ? "somebody else of finance" : "finance"}, or an admin.</Text>
      )}
      <Row gap="xs">
        {mayApprove && (
          <Button loading={approve.isPending} onClick={() => approve.mutate({ id }, { onSuccess: onClose })}>
            Approve and publish
          </Button>
        )}
        {isOwn ? (
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate({ id }, { onSuccess: onClose })}
          >
            Withdraw
          </Button>
        ) : (
          mayDecide && (
            <Button variant="default" onClick={() => setDeclining(true)}>
              Decline …
            </Button>
          )
        )}
      </Row>
      {isDeclining && (
        <ReasonModal
          title={`Decline the price of ${model}?`}
          label="Reason"
          isNeeded
          action="Decline"
          isSending={decline.isPending}
          onClose={() => setDeclining(false)}
          onSend={(reason) => decline.mutate({ id, reason }, { onSuccess: onClose })}
        >
          The reason is shown to who proposed it.
        </ReasonModal>
      )}
    </>
  );
}

function Impact({ proposal }: Readonly<{ proposal: Proposal }>) {
  const { model, provider, terms, copiedFrom, effectiveFrom } = proposal;
  const source = useMemo((): ChangeSource => {
    const price = { model, provider, terms: { ...terms }, copiedFrom, isCustom: copiedFrom !== null };
    return { kind: "models", prices: [price] };
  }, [model, provider, terms, copiedFrom]);
  const { preview, isSettled } = useChangePreview(source, effectiveFrom ?? "");
  const impact = preview.data?.impact;
  return impact ? <ImpactSummary impact={impact} isOld={!isSettled} /> : null;
}
