/** What was previewed on the screen, written. Errors: those of an import; VERSION_MOVED for rows that are not as they were shown. */
import type { ImportPriceFile } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { importPrices } from "./import-prices";
import type { FileOutcome } from "./decide-price-list";

export type ImportedFile = Readonly<{
  /** null: everything was so already, nothing was written. */
  batchId: string | null;
  counts: Readonly<Record<FileOutcome, number>>;
}>;

export async function importPriceFile(ctx: ActingContext, input: ImportPriceFile): Promise<ImportedFile> {
  const { text, format, columns = {}, unit, decimals, providers, effectiveFrom } = input;
  const { name, skipBad, acceptFar, seen } = input;
  const { batchId, added, changed, unchanged, bad } = await importPrices(
    ctx,
    { text, format },
    { columns, unit, decimals, providers, otherwise: null, unknown: "guess", effectiveFrom },
    { dryRun: false, skipBad, acceptFar: new Set(acceptFar), seen: new Map(seen), name },
  );
  return { batchId, counts: { added, changed, unchanged, bad } };
}
