/** Prices that a batch wrote and that have not begun yet. Time: as of the database's now. */
import type { Transaction } from "@ratecard/prisma";

export async function scheduledModels(
  tx: Pick<Transaction, "$queryRawUnsafe">,
  batchId: string,
): Promise<ReadonlySet<string>> {
  const rows = await tx.$queryRawUnsafe<{ model_name: string }[]>(
    "SELECT model_name FROM scheduled_by_batch($1::uuid)",
    batchId,
  );
  return new Set(rows.map(({ model_name: model }) => model));
}

/** They never begin: the price before each holds on. What has begun is left alone. */
export const withdrawScheduled = (tx: Transaction, batchId: string, models: readonly string[]) =>
  tx.$executeRaw`SELECT withdraw_scheduled_prices(${batchId}::uuid, ${models})`;
