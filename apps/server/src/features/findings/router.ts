/** What looks wrong in the price book, and its remedies. Many at once are a change of prices, by the source in findings-source.ts. */
import { ApplyFinding, KeepFindings, ListFindings } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { applyFinding } from "./findings-source";
import { keepFindings, reviewPrices } from "./keep-findings";
import { countFindings, listFindings } from "./list-findings";

export const findingsRouter = router({
  /** As the price book is in force, gravest first; each with its remedy. */
  list: procedure("price-book:read")
    .input(ListFindings.optional())
    .query(({ ctx, input }) => listFindings(ctx, input)),

  /** Cheap beside the list of them. */
  count: procedure("price-book:read").query(({ ctx }) => countFindings(ctx)),

  /** Applies the remedy as it was read. NOT_FOUND: it is settled or another by now; else as a change of prices. */
  remedy: procedure("price-book:write")
    .input(ApplyFinding)
    .mutation(({ ctx, input }) => applyFinding(ctx, input)),

  /** The entries stay as they are and the findings are not shown again while both stay the same. */
  keep: procedure("price-book:write")
    .input(KeepFindings)
    .mutation(({ ctx, input }) => keepFindings(ctx, input)),

  /** Ticks prices off as looked at and unchanged. NOT_FOUND: one waits for no review; INVALID_INPUT: it looks wrong instead; VERSION_MOVED. */
  review: procedure("price-reviews:write")
    .input(KeepFindings)
    .mutation(({ ctx, input }) => reviewPrices(ctx, input)),
});
