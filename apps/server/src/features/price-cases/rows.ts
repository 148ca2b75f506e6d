/** Golden cases as they are written. Units: USD as decimal text. */
import { MOST_PRICE_CASES, type SavePriceCase, type UpdatePriceCase } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { refusedField } from "#server/errors/domain-error";

/** One of the same label in the same set is replaced. Errors: INVALID_INPUT when there would be too many. */
export async function saveCases(
  tx: Transaction,
  cases: readonly SavePriceCase[],
  { by, at }: Readonly<{ by: string; at: Date }>,
): Promise<void> {
  for (const each of cases) {
    const content = contentOf(each, by, at);
    await tx.priceCase.upsert({
      where: { setName_label: { setName: each.set, label: each.label } },
      create: { ...content, setName: each.set, label: each.label, createdBy: by, createdAt: at },
      update: content,
    });
  }
  if ((await tx.priceCase.count()) > MOST_PRICE_CASES)
    throw refusedField("cases", "too-many", { most: MOST_PRICE_CASES, of: "cases" });
}

const contentOf = (given: SavePriceCase, by: string, at: Date) => ({
  model: given.model,
  provider: given.provider ?? null,
  usage: usageJson(given.usage),
  at: given.at ? new Date(given.at) : null,
  expectedUsd: given.expectedUsd,
  expectedSource: given.expectedSource ?? null,
  gateway: given.request?.gateway ?? null,
  requestId: given.request?.requestId ?? null,
  changedBy: by,
  changedAt: at,
  reason: given.reason ?? null,
});

/** Without what is not known. */
const usageJson = (usage: SavePriceCase["usage"]): Record<string, string | number | boolean | Record<string, number>> =>
  Object.fromEntries(
    Object.entries(usage).filter((entry): entry is [string, string | number | boolean | Record<string, number>] => {
      const [, value] = entry;
      return value !== null && value !== undefined;
    }),
  );

export type StandingCase = Readonly<{ expectedUsd: string; expectedSource: string | null }>;

/** Nobody else changes it until the transaction ends; null: it is gone. */
async function lockCase(tx: Transaction, id: string): Promise<StandingCase | null> {
  const rows = await tx.$queryRaw<StandingCase[]>`
    SELECT trim_scale(expected_usd)::text AS "expectedUsd", expected_source AS "expectedSource" FROM price_cases
    WHERE id = ${id}::uuid FOR UPDATE`;
  return rows[0] ?? null;
}

/** Answers what it had to cost before; null: it is gone. */
export async function updateCase(
  tx: Transaction,
  { id, expectedUsd, expectedSource, reason }: UpdatePriceCase,
  { by, at }: Readonly<{ by: string; at: Date }>,
): Promise<StandingCase | null> {
  const standing = await lockCase(tx, id);
  if (!standing) return null;
  await tx.priceCase.update({
    where: { id },
    data: { expectedUsd, expectedSource: expectedSource ?? null, reason, changedBy: by, changedAt: at },
  });
  return standing;
}

/** As `updateCase`. */
export async function deleteCase(tx: Transaction, id: string): Promise<StandingCase | null> {
  const standing = await lockCase(tx, id);
  if (standing) await tx.priceCase.delete({ where: { id } });
  return standing;
}
