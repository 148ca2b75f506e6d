/** A change of many prices, previewed and written; the sources are handed in, so that no feature knows another. */
import { ApplyChangeSet, type ChangeSource as ChangeSourceInput, PreviewChangeSet } from "@ratecard/contract";
import { procedure, router } from "#server/rpc/trpc";
import type { ActingContext } from "#server/services/context";
import { changePrices } from "./change-prices";
import type { ChangeSource } from "./change-source";

export type SourceOf = (ctx: ActingContext, input: ChangeSourceInput) => Promise<ChangeSource> | ChangeSource;

const NOTHING = { acceptHeld: new Set<string>(), skipRefused: true };

export const createChangesRouter = (sourceOf: SourceOf) =>
  router({
    /** A mutation only because its rows are too many for an address; it writes nothing. */
    preview: procedure("discovery:read")
      .input(PreviewChangeSet)
      .mutation(async ({ ctx, input: { source, effectiveFrom = null } }) =>
        changePrices(ctx, await sourceOf(ctx, source), { dryRun: true, effectiveFrom, choice: NOTHING }),
      ),

    /** All rows that are named, or none. Fails with VERSION_MOVED (which rows are not any more what was shown). */
    write: procedure("price-book:write")
      .input(ApplyChangeSet)
      .mutation(async ({ ctx, input: { source, effectiveFrom = null, name, reason, rows } }) =>
        changePrices(ctx, await sourceOf(ctx, source), {
          dryRun: false,
          effectiveFrom,
          name,
          reason,
          choice: { rows },
        }),
      ),
  });
