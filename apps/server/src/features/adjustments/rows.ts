/** Windows of discounts and margins. Units: fractions and USD as decimal text. Time: Dates, UTC. */
import type { Database, Prisma, Transaction } from "@ratecard/prisma";
import type { Pool } from "pg";

export type AdjustmentWindow = Readonly<{
  id: string;
  provider: string;
  discount: string | null;
  margin: string | null;
  fixedMarginUsd: string | null;
  validFrom: Date;
  validUntil: Date | null;
  actor: string;
  reason: string | null;
  recordedAt: Date;
}>;

export async function findAdjustments(
  { providerAdjustment }: Database["prisma"] | Transaction,
  where: Readonly<{ provider?: string }> = {},
): Promise<readonly AdjustmentWindow[]> {
  const rows = await providerAdjustment.findMany({
    where: { ...where, supersededAt: null },
    orderBy: [{ provider: "asc" }, { validFrom: "asc" }],
  });
  return rows.map(windowOf);
}

const windowOf = ({
  id,
  discount,
  margin,
  fixedMarginUsd,
  ...row
}: Prisma.ProviderAdjustmentGetPayload<object>): AdjustmentWindow => ({
  ...row,
  id: id.toString(),
  discount: discount?.toFixed() ?? null,
  margin: margin?.toFixed() ?? null,
  fixedMarginUsd: fixedMarginUsd?.toFixed() ?? null,
});

/** Two writers of one provider go one after the other. */
export async function lockProvider(tx: Transaction, provider: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('provider_adjustments ' || ${provider}, 0))`;
}

type Named = Pick<AdjustmentWindow, "id">;
const idsOf = (windows: readonly Named[]) => ({ id: { in: windows.map(({ id }) => BigInt(id)) } });

export async function closeWindows(tx: Transaction, windows: readonly Named[], at: Date): Promise<void> {
  await tx.providerAdjustment.updateMany({ where: idsOf(windows), data: { validUntil: at } });
}

export async function supersedeWindows(tx: Transaction, windows: readonly Named[], at: Date): Promise<void> {
  await tx.providerAdjustment.updateMany({ where: idsOf(windows), data: { supersededAt: at } });
}

export async function addWindow(
  tx: Transaction,
  window: Pick<
    AdjustmentWindow,
    "provider" | "discount" | "margin" | "fixedMarginUsd" | "validFrom" | "actor" | "reason"
  >,
): Promise<AdjustmentWindow> {
  return windowOf(await tx.providerAdjustment.create({ data: window }));
}

/** Of all requests, from the rollup. */
export async function findUsedProviders(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ provider: string }>(
    "SELECT DISTINCT provider FROM usage_by_model_day WHERE provider <> ''",
  );
  return rows.map(({ provider }) => provider);
}
