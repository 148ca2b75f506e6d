/** The confirm step: what an import would do, row by row, without writing. Errors: INVALID_INPUT for rows that are no prices. */
import type { PreviewImport } from "@ratecard/contract";
import { IMPORT_OUTCOMES, type ImportOutcome } from "@ratecard/discovery";
import type { ActingContext } from "#server/context";
import { chosenPrices } from "./chosen-prices";
import { type DecisionJson, decideRows, decisionJson, inForce } from "./decide-rows";
import { importReferences } from "./import-references";
import { standingEntries } from "#server/batches/standing-entries";

export type ImportPreview = Readonly<{
  counts: Readonly<Record<ImportOutcome, number>>;
  /** In the order of names. */
  rows: readonly DecisionJson[];
}>;

export async function previewImport(ctx: ActingContext, { rows }: PreviewImport): Promise<ImportPreview> {
  const { prices, at, references } = await importReferences(ctx);
  const chosen = chosenPrices(rows, prices.settings);
  const models = chosen.map(({ model }) => model);
  const entries = await standingEntries(ctx.db.prisma, models, "read");
  const decisions = await decideRows(chosen, { entries, prices, references, at });
  const providers = new Map(chosen.map(({ model, provider }) => [model, provider]));
  return {
    counts: countOutcomes(decisions),
    rows: decisions.map((decision) => {
      const before = inForce(decision.model, providers.get(decision.model), { prices, at });
      return decisionJson(decision, before?.rung ?? null);
    }),
  };
}

export function countOutcomes(decisions: readonly { outcome: ImportOutcome }[]): Record<ImportOutcome, number> {
  const counts = Object.fromEntries(IMPORT_OUTCOMES.map((outcome) => [outcome, 0])) as Record<ImportOutcome, number>;
  for (const { outcome } of decisions) counts[outcome] += 1;
  return counts;
}
