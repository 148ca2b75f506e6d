/** Prices of a batch that are still to come for entries that have another one now. */
import type { RevertDecision } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";

export async function scheduledModels(
  db: Pick<Transaction, "$queryRaw">,
  batchId: string,
): Promise<ReadonlySet<string>> {
  const rows = await db.$queryRaw<{ model_name: string }[]>`
    SELECT DISTINCT pending.model_name FROM model_price_versions AS pending
    WHERE pending.batch_id = ${batchId}::uuid AND pending.superseded_at IS NULL AND pending.valid_from > now()
      AND EXISTS (SELECT FROM model_price_versions AS held
        WHERE held.model_name = pending.model_name AND held.superseded_at IS NULL AND held.valid_until = pending.valid_from)`;
  return new Set(rows.map(({ model_name: model }) => model));
}

/** What holds now goes on instead. */
export async function withdrawScheduled(
  tx: Transaction,
  batchId: string,
  rows: readonly RevertDecision[],
): Promise<void> {
  if (rows.length === 0) return;
  const models = rows.map(({ model }) => model);
  await tx.$queryRaw`SELECT withdraw_scheduled_prices(${batchId}::uuid, ${models}::text[])`;
}
