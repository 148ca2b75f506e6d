/** The custom names a sync prices: active mappings of active servers, as discovery reviews them. */
import type { CustomMapping } from "@ratecard/discovery";
import type { Transaction } from "@ratecard/prisma";

export async function findMappings(db: Pick<Transaction, "customModel">): Promise<readonly CustomMapping[]> {
  const rows = await db.customModel.findMany({ where: { isActive: true, server: { isActive: true } } });
  return rows.map(({ customName, serverId, actualModel, provider }) => ({
    customName,
    serverId,
    actualModel,
    provider: provider ?? undefined,
  }));
}
