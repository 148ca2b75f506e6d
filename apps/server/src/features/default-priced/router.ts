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
} from "@ratecard/contract";
import type { SourceOf } from "#server/changes/router";
import { procedure, router } from "#server/rpc/trpc";
import type { ActingContext } from "#server/services/context";
import { findGroup } from "./find-group";
import { heedGroups, ignoreGroups } from "./ignore-groups";
import { findIgnored } from "./ignored-rows";
import { countGroups, listGroups } from "./list-groups";
import { approveProposal, declineProposal, proposePrice, type Tell } from "./propose-price";
import { findProposals } from "./proposal-rows";

type Parts = Readonly<{ sourceOf: SourceOf; tell: (ctx: ActingContext) => Tell }>;

export const createDefaultPricedRouter = ({ sourceOf, tell }: Parts) =>
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

    proposals: procedure("requests:read").query(({ ctx }) => findProposals(ctx.db.pool)),

    /** Fails with ALREADY_EXISTS while one for the name is open. */
    propose: procedure("price-proposals:write")
      .input(ProposePrice)
      .mutation(({ ctx, input }) => proposePrice(ctx, input, tell(ctx))),

    /** Writes the price. Fails with NOT_FOUND for one that is decided. */
    approve: procedure("price-proposals:decide")
      .input(ApproveProposal)
      .mutation(({ ctx, input }) => approveProposal(ctx, input, sourceOf)),

    decline: procedure("price-proposals:decide")
      .input(DeclineProposal)
      .mutation(({ ctx, input }) => declineProposal(ctx, input)),
  });
