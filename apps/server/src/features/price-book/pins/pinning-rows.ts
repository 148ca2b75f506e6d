/** What is remembered of PRICING_CONFIG. Time: ISO 8601 UTC. */
import type { Database } from "@ratecard/prisma";
import { z } from "zod";

/** How the last reading of PRICING_CONFIG went. */
export type Pinning = Readonly<{ path: string; problem: string | null; at: string }>;
const PINNING_KEY = "pricing-config";

export async function recordPinning({ prisma }: Pick<Database, "prisma">, value: Pinning): Promise<void> {
  const row = { value, updatedBy: "ratecard", updatedAt: value.at };
  await prisma.setting.upsert({ where: { key: PINNING_KEY }, create: { key: PINNING_KEY, ...row }, update: row });
}

export async function findPinning({ prisma }: Pick<Database, "prisma">): Promise<Pinning | null> {
  const found = await prisma.setting.findUnique({ where: { key: PINNING_KEY } });
  const read = PinningValue.safeParse(found?.value);
  return read.success ? read.data : null;
}

const PinningValue = z.object({ path: z.string(), problem: z.string().nullable(), at: z.string() });
