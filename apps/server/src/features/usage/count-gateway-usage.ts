/** How many requests of a gateway are booked. */
import type { Database } from "@ratecard/prisma";

export async function countGatewayUsage({ prisma }: Database, gateway: string): Promise<number> {
  const { _sum } = await prisma.intakeCount.aggregate({ where: { gateway }, _sum: { accepted: true } });
  return Number(_sum.accepted ?? 0n);
}
