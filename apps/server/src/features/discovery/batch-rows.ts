/** What a batch wrote that begins at another time than now. Instants are ISO 8601 with microseconds. */
import { isoInstant, type Transaction } from "@ratecard/prisma";

type Reader = Pick<Transaction, "$queryRawUnsafe">;

/** Names whose price by this batch has not begun yet. */
export async function scheduledModels(db: Reader, batchId: string): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRawUnsafe<{ model_name: string }[]>(
    "SELECT model_name FROM scheduled_by_batch($1::uuid)",
    batchId,
  );
  return new Set(rows.map(({ model_name: model }) => model));
}

/** Since when, by name, ISO 8601 with microseconds; names that the batch did not correct backwards are left out. */
export async function correctedStarts(db: Reader, batchId: string): Promise<ReadonlyMap<string, string>> {
  const rows = await db.$queryRawUnsafe<{ model_name: string; start: string }[]>(
    `SELECT model_name, ${isoInstant("valid_from")} AS start FROM corrected_by_batch($1::uuid)`,
    batchId,
  );
  return new Map(rows.map(({ model_name: model, start }) => [model, start]));
}
