/** Golden cases for people. */
import { CheckPriceCases, ImportPriceCases, RemovePriceCase, SavePriceCase, UpdatePriceCase } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { checkPriceCases, removePriceCase, savePriceCases, updatePriceCase } from "./price-cases";

const writing = procedure("price-cases:write");

export const priceCasesRouter = router({
  /** Each with what it costs at the prices in force. */
  check: procedure("price-book:read")
    .input(CheckPriceCases)
    .query(({ ctx, input }) => checkPriceCases(ctx, input)),

  save: writing.input(SavePriceCase).mutation(({ ctx, input }) => savePriceCases(ctx, [input])),

  /** All of them, or none. */
  import: writing.input(ImportPriceCases).mutation(({ ctx, input }) => savePriceCases(ctx, input.cases)),

  /** What it has to cost from now on. Fails with NOT_FOUND. */
  update: writing.input(UpdatePriceCase).mutation(({ ctx, input }) => updatePriceCase(ctx, input)),

  /** Fails with NOT_FOUND. */
  remove: writing.input(RemovePriceCase).mutation(({ ctx, input }) => removePriceCase(ctx, input)),
});
