/**
 * A price that somebody without the right to write prices asks for, and the decision of somebody else.
 * Errors  ALREADY_EXISTS while one for the name is open; NOT_FOUND for one that is decided; INVALID_INPUT for terms that are no price.
 *         An approved price is a change of prices like any other: a batch that can be taken back, written together with the decision.
 */
import {
  type ApproveProposal,
  type DeclineProposal,
  describePriceProblems,
  type NewNotification,
  problemsOfRefusal,
  type ProposePrice,
} from "@ratecard/contract";
import { termsFromJson } from "@ratecard/pricing";
import { changePrices } from "#server/changes/change-prices";
import type { SourceOf } from "#server/changes/router";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { decideProposal, findProposal, type Proposal, saveProposal } from "./proposal-rows";

export type Tell = (news: NewNotification) => Promise<void>;

export async function proposePrice(ctx: ActingContext, proposal: ProposePrice, tell: Tell): Promise<{ id: string }> {
  const read = termsFromJson(proposal.terms);
  if (!read.ok) throw new DomainError("INVALID_INPUT", { issues: [...describePriceProblems(read.problems)] });
  const { model, evidence, note = "" } = proposal;
  const entry = { action: "price-proposal.create", subject: model, details: (id: string) => ({ id, ...proposal }) };
  const id = await write(ctx, entry, async (tx) => {
    const saved = await saveProposal(tx, proposal, { at: ctx.clock(), by: ctx.actor.label });
    if (saved === null) throw new DomainError("ALREADY_EXISTS", { what: "open proposal", name: model });
    return saved;
  });
  await tell({
    key: `default-priced.proposal:${id}`,
    title: `${ctx.actor.label} proposes a price for ${model}`,
    detail: [evidence, note].filter((text) => text !== "").join(" "),
    link: "/admin/default-priced?tab=proposals",
    permission: "price-proposals:decide",
  });
  return { id };
}

export async function approveProposal(
  ctx: ActingContext,
  { id, reason = "" }: ApproveProposal,
  sourceOf: SourceOf,
): Promise<{ model: string; batchId: string | null }> {
  const proposal = await openProposal(ctx, id);
  const { model, proposedBy, effectiveFrom } = proposal;
  const decide = decision(ctx, id, "approved", reason);
  const source = {
    ...(await sourceOf(ctx, { kind: "models", prices: [priceOf(proposal)] })),
    action: "price-proposal.approve",
    details: { proposal: id, proposedBy },
    before: decide,
  };
  const order = {
    dryRun: false,
    effectiveFrom,
    name: `Price of ${model}, proposed by ${proposedBy}`,
    ...(reason !== "" && { reason }),
    choice: { acceptHeld: "all", skipRefused: true },
  } as const;
  const { rows, batchId } = await changePrices(ctx, source, order);
  const refusal = rows[0]?.refusal;
  if (refusal) throw new DomainError("INVALID_INPUT", { issues: [...problemsOfRefusal(refusal)] });
  // It has this very price already: nothing was written, so the decision is still to be kept.
  if (batchId === null) await write(ctx, { action: "price-proposal.approve", subject: model, reason }, decide);
  return { model, batchId };
}

export async function declineProposal(ctx: ActingContext, { id, reason }: DeclineProposal): Promise<{ model: string }> {
  const { model, proposedBy } = await openProposal(ctx, id);
  const details = () => ({ proposal: id, proposedBy, reason });
  await write(
    ctx,
    { action: "price-proposal.decline", subject: model, reason, details },
    decision(ctx, id, "declined", reason),
  );
  return { model };
}

const decision =
  (ctx: ActingContext, id: string, state: "approved" | "declined", reason: string) =>
  async (tx: Parameters<typeof decideProposal>[0]): Promise<void> => {
    const isDecided = await decideProposal(tx, id, state, { reason, at: ctx.clock(), by: ctx.actor.label });
    if (!isDecided) throw noSuchProposal(id);
  };

async function openProposal({ db }: ActingContext, id: string): Promise<Proposal> {
  const proposal = await findProposal(db.pool, id);
  if (proposal?.state !== "open") throw noSuchProposal(id);
  return proposal;
}

const noSuchProposal = (id: string) => new DomainError("NOT_FOUND", { what: "open proposal", name: id });

const priceOf = ({ model, provider, terms, copiedFrom }: Proposal) => ({
  model,
  provider,
  terms: { ...terms },
  copiedFrom,
  isCustom: copiedFrom !== null,
  isPlaceholder: false,
});
