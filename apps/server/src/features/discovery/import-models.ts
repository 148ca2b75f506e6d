/**
 * Writes the chosen prices as one named batch: all of them, or none.
 *
 * Time    from now (the first price of a name: since ever), or from `effectiveFrom`: a past instant corrects backwards, a
 *         future one schedules.
 * Errors  INVALID_INPUT for rows that are no prices or miss their tick; VERSION_MOVED with the rows that moved meanwhile.
 * Source  discovery.md "Rules": the same import again writes nothing; pinned entries are left alone.
 */
import { randomUUID } from "node:crypto";
import type { ImportModels } from "@ratecard/contract";
import { type ImportDecision, type ImportOutcome, unticked } from "@ratecard/discovery";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { lockImports } from "#server/batches/save-batch";
import { type Entry, standingEntries } from "#server/batches/standing-entries";
import { chosenPrices } from "./chosen-prices";
import { decideChosen } from "./decide-chosen";
import { importReferences } from "./import-references";
import { importMoved, ticksMissing } from "./import-refusals";
import { countOutcomes } from "./preview-import";
import { isWriting, pricesToSave } from "./prices-to-save";
import { saveImport } from "./save-import";

export type Imported = Readonly<{
  /** null: everything was so already, nothing was written. */
  batchId: string | null;
  counts: Readonly<Record<ImportOutcome, number>>;
}>;

export async function importModels(ctx: ActingContext, asked: ImportModels): Promise<Imported> {
  const { name, rows, effectiveFrom = null } = asked;
  const { references, prices } = await importReferences(ctx);
  const validFrom = effectiveFrom === null ? undefined : new Date(effectiveFrom);
  const chosen = chosenPrices(rows, prices.settings);
  const models = chosen.map(({ model }) => model);
  const decide = async (entries: ReadonlyMap<string, Entry>) => {
    const decided = await decideChosen(ctx, entries, { chosen, references, validFrom });
    refuse(decided.decisions, entries);
    return decided;
  };

  const first = await decide(await standingEntries(ctx.db.prisma, models, "read"));
  if (!first.decisions.some(isWriting)) return { batchId: null, counts: countOutcomes(first.decisions) };

  const batchId = randomUUID();
  const batch = { id: batchId, name, createdBy: ctx.actor.label };
  const details = (counts: Imported["counts"]) => ({ batchId, ...counts, effectiveFrom });
  const entry = { action: "prices.import", subject: name, source: "import", batchId, validFrom, details } as const;
  const counts = await write(ctx, entry, async (tx) => {
    await lockImports(tx);
    const entries = await standingEntries(tx, models, "lock");
    const { decisions, isFuture } = await decide(entries);
    const toSave = pricesToSave(chosen, decisions, entries);
    if (toSave.length > 0) {
      await saveImport(tx, { batch, decisions, prices: toSave, entries, validFrom, isFuture });
    }
    return countOutcomes(decisions);
  });
  await ctx.prices.refresh();
  // Somebody else imported the same while this one waited: nothing was left to write.
  return { batchId: counts.added + counts.changed > 0 ? batchId : null, counts };
}

function refuse(decisions: readonly ImportDecision[], entries: ReadonlyMap<string, Entry>): void {
  const moved = decisions.filter(({ outcome }) => outcome === "moved");
  if (moved.length > 0) throw importMoved(moved, entries);
  const missing = unticked(decisions);
  if (missing.length > 0) throw ticksMissing(missing);
}
