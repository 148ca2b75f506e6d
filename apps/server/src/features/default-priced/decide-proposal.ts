/**
 * What becomes of a proposed price: another person approves or declines it, or its author withdraws it.
 * Errors  PROPOSAL_DECIDED for one that is not open any more; NOT_FOUND; OWN_PROPOSAL for an author who approves; INVALID_INPUT for terms that are no price.
 *         An approved price is a change of prices like any other: a batch that can be taken back, written together with the decision.
 * Rules   who may write prices anyway may approve an own proposal: a second person would stop nothing.
 */
import {
  type ApproveProposal,
  type DeclineProposal,
  problemsOfRefusal,
  type WithdrawProposal,
} from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { changePrices } from "#server/changes/change-prices";
import type { SourceOf } from "#server/changes/router";
import { DomainError } from "#server/errors/domain-error";
import { type Actor, may } from "#server/services/actor";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { changeOf, newsKey, type ProposalNews, PROPOSALS_LINK } from "./propose-price";
import { decideProposal, findProposal, findProposals, type Proposal, type ProposalState } from "./proposal-rows";

type Parts = Readonly<{ sourceOf: SourceOf; news: ProposalNews }>;

export type ProposalView = Proposal & Readonly<{ isOwn: boolean; mayApprove: boolean }>;

/** As whoever asks sees them: open ones first, then those decided last. */
export const listProposals = async ({ db, actor }: ActingContext): Promise<readonly ProposalView[]> =>
  (await findProposals(db.pool)).map((proposal) => ({
    ...proposal,
    isOwn: isOwn(actor, proposal),
    mayApprove: mayApprove(actor, proposal),
  }));

const isOwn = ({ label }: Actor, { proposedBy }: Proposal): boolean => label === proposedBy;

const mayApprove = (actor: Actor, proposal: Proposal): boolean =>
  may(actor, "price-proposals:decide") && (!isOwn(actor, proposal) || may(actor, "price-book:write"));

export async function approveProposal(
  ctx: ActingContext,
  { id, reason = "" }: ApproveProposal,
  { sourceOf, news }: Parts,
): Promise<{ model: string; batchId: string | null }> {
  const proposal = await openProposal(ctx, id);
  const { model, proposedBy, effectiveFrom } = proposal;
  if (!mayApprove(ctx.actor, proposal)) throw new DomainError("OWN_PROPOSAL", { model });
  const decide = decision(ctx, proposal, "approved", reason, news);
  const source = {
    ...(await sourceOf(ctx, changeOf(proposal))),
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

export async function declineProposal(
  ctx: ActingContext,
  { id, reason }: DeclineProposal,
  news: ProposalNews,
): Promise<{ model: string }> {
  const proposal = await openProposal(ctx, id);
  const { model, proposedBy } = proposal;
  const details = () => ({ proposal: id, proposedBy, reason });
  const entry = { action: "price-proposal.decline", subject: model, reason, details };
  await write(ctx, entry, decision(ctx, proposal, "declined", reason, news));
  return { model };
}

/** Fails with NOT_FOUND for one that another person made, too. */
export async function withdrawProposal(
  ctx: ActingContext,
  { id }: WithdrawProposal,
  news: ProposalNews,
): Promise<{ model: string }> {
  const proposal = await openProposal(ctx, id);
  if (!isOwn(ctx.actor, proposal)) throw noSuchProposal(id);
  const { model } = proposal;
  const entry = { action: "price-proposal.withdraw", subject: model, details: () => ({ proposal: id }) };
  await write(ctx, entry, decision(ctx, proposal, "withdrawn", "", news));
  return { model };
}

/** The decision, and that its author hears of it. */
const decision =
  (
    ctx: ActingContext,
    { id, model, proposedBy }: Proposal,
    state: Exclude<ProposalState, "open">,
    reason: string,
    { tell, settle }: ProposalNews,
  ) =>
  async (tx: Transaction): Promise<void> => {
    const [at, by] = [ctx.clock(), ctx.actor.label];
    const decided = await decideProposal(tx, id, state, { reason, at, by });
    if (decided) throw new DomainError("PROPOSAL_DECIDED", { model, ...decided });
    await settle(tx, [newsKey(id)], at);
    if (by === proposedBy) return;
    const news = {
      key: `default-priced.decision:${id}`,
      title: `${by} ${state} the price of ${model} that ${proposedBy} proposed`,
      detail: reason,
      link: PROPOSALS_LINK,
      permission: "price-proposals:write",
    } as const;
    await tell(tx, news, at);
  };

async function openProposal({ db }: ActingContext, id: string): Promise<Proposal> {
  const proposal = await findProposal(db.pool, id);
  if (!proposal) throw noSuchProposal(id);
  const { model, state, decidedBy } = proposal;
  if (state !== "open") throw new DomainError("PROPOSAL_DECIDED", { model, state, by: decidedBy ?? "" });
  return proposal;
}

const noSuchProposal = (id: string) => new DomainError("NOT_FOUND", { what: "proposal", name: id });
