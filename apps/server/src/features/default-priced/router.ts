/** The queue of requests that were priced by a guess, and what is done about them. */
import {
  ApproveProposal,
  CountDefaultPriced,
  DeclineProposal,
  FindDefaultPriced,
  HeedGuesses,
  IgnoreGuesses,
  ListDefaultPriced,
  ProposePrice,
  WithdrawProposal,
} from "@ratecard/contract";
import type { SourceOf } from "#server/changes/router";
import { procedure, router } from "#server/rpc/trpc";
import { approveProposal, declineProposal, listProposals, withdrawProposal } from "./decide-proposal";
import { findGroup } from "./find-group";
import { heedGroups, ignoreGroups } from "./ignore-groups";
import { findIgnored } from "./ignored-rows";
import { countGroups, listGroups } from "./list-groups";
import { type ProposalNews, proposePrice } from "./propose-price";

type Parts = Readonly<{ sourceOf: SourceOf; news: ProposalNews }>;

export const createDefaultPricedRouter = ({ sourceOf, news }: Parts) =>
  router({
    /** Of one reason, the largest probable loss first. */
    list: procedure("requests:read")
      .input(ListDefaultPriced)
      .query(({ ctx, input }) => listGroups(ctx, input)),

    count: procedure("requests:read")
      .input(CountDefaultPriced)
      .query(({ ctx, input }) => countGroups(ctx, input)),

    /** Fails with NOT_FOUND when no request is of the group any more. */
    group: procedure("requests:read")
      .input(FindDefaultPriced)
      .query(({ ctx, input }) => findGroup(ctx, input)),

    ignored: procedure("requests:read").query(({ ctx }) => findIgnored(ctx.db.pool)),

    ignore: procedure("price-proposals:write")
      .input(IgnoreGuesses)
      .mutation(({ ctx, input }) => ignoreGroups(ctx, input)),

    heed: procedure("price-proposals:write")
      .input(HeedGuesses)
      .mutation(({ ctx, input }) => heedGroups(ctx, input)),

    proposals: procedure("requests:read").query(({ ctx }) => listProposals(ctx)),

    /** Fails with PROPOSAL_OPEN while one for the name is open. */
    propose: procedure("price-proposals:write")
      .input(ProposePrice)
      .mutation(({ ctx, input }) => proposePrice(ctx, input, { sourceOf, news })),

    /** Writes the price. Fails with PROPOSAL_DECIDED for one that is, OWN_PROPOSAL for one of whoever asks. */
    approve: procedure("price-proposals:decide")
      .input(ApproveProposal)
      .mutation(({ ctx, input }) => approveProposal(ctx, input, { sourceOf, news })),

    decline: procedure("price-proposals:decide")
      .input(DeclineProposal)
      .mutation(({ ctx, input }) => declineProposal(ctx, input, news)),

    /** Of its author only. */
    withdraw: procedure("price-proposals:write")
      .input(WithdrawProposal)
      .mutation(({ ctx, input }) => withdrawProposal(ctx, input, news)),
  });
