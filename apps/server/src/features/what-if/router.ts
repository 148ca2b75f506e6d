/** What-ifs for people. */
import { FindJob, OneWhatIf, SaveWhatIf, WhatIfQuestion } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import { askWhatIf, findWhatIfResult } from "./ask-what-if";
import { listWhatIfs, openWhatIf, removeWhatIf, saveWhatIf } from "./kept-what-ifs";

const reading = procedure("spend:read");
const making = procedure("what-if:write");

export const whatIfRouter = router({
  /** A mutation only because it may start a job; the ledger and the price book stay. */
  ask: making.input(WhatIfQuestion).mutation(({ ctx, input }) => askWhatIf(ctx, input)),

  /** Of a job. Fails with NOT_FOUND while it runs. */
  result: reading.input(FindJob).query(({ ctx, input }) => findWhatIfResult(ctx, input.id)),

  list: reading.query(({ ctx }) => listWhatIfs(ctx)),

  /** Asks a kept one anew. Fails with NOT_FOUND for somebody else's that is not shared. */
  open: reading.input(OneWhatIf).mutation(({ ctx, input }) => openWhatIf(ctx, input)),

  save: making.input(SaveWhatIf).mutation(({ ctx, input }) => saveWhatIf(ctx, input)),

  /** Fails with NOT_FOUND for somebody else's. */
  remove: making.input(OneWhatIf).mutation(({ ctx, input }) => removeWhatIf(ctx, input)),
});
