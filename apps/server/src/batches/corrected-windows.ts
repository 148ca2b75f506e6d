/** Windows that a batch wrote into the past, and what stood there before. Time: ISO 8601 UTC with microseconds. */
import { isoInstant, type Transaction } from "@ratecard/prisma";

/** Since when, by name; names that the batch did not correct backwards are left out. */
export async function correctedStarts(tx: Transaction, batchId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRawUnsafe<{ model_name: string; start: string }[]>(
    `SELECT model_name, ${isoInstant("valid_from")} AS start FROM corrected_by_batch($1::uuid)`,
    batchId,
  );
  return new Map(rows.map(({ model_name: model, start }) => [model, start]));
}

/** After the prices of now were written back: each window of the past is where it was. */
export const restoreCorrected = (tx: Transaction, batchId: string, models: readonly string[]) =>
  tx.$executeRaw`SELECT restore_corrected_windows(${batchId}::uuid, ${models})`;
