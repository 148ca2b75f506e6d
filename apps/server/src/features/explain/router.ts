/** Explain for people: any name, any time, any usage. */
import { ExplainPrice } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { explainPrice } from "./explain-price";

export const explainRouter = router({
  explain: procedure("explain:read")
    .input(ExplainPrice)
    .query(({ ctx, input }) => explainPrice(ctx, input)),
});
