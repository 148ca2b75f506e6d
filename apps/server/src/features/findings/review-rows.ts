/** Findings that somebody keeps as they are. Time: epoch ms. */
import type { Database, Transaction } from "@ratecard/prisma";

/** Findings kept as they are, by entry; the version is the one that was looked at. */
export type PriceReview = Readonly<{ model: string; findingId: string; version: number; reviewedAt: number }>;

export async function findReviews({ prisma }: Pick<Database, "prisma">): Promise<readonly PriceReview[]> {
  const rows = await prisma.priceReview.findMany();
  return rows.map(({ modelName, findingId, version, reviewedAt }) => ({
    model: modelName,
    findingId,
    version: Number(version),
    reviewedAt: reviewedAt.getTime(),
  }));
}

type NewReview = Omit<PriceReview, "reviewedAt">;

export async function saveReviews(
  tx: Transaction,
  reviews: readonly NewReview[],
  { at, by }: Readonly<{ at: Date; by: string }>,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO price_reviews (model_name, finding_id, version, reviewed_at, reviewed_by)
    SELECT model, "findingId", version, ${at}, ${by}
    FROM jsonb_to_recordset(${JSON.stringify(reviews)}::jsonb) AS given (model text, "findingId" text, version bigint)
    ON CONFLICT (model_name, finding_id)
    DO UPDATE SET version = excluded.version, reviewed_at = excluded.reviewed_at, reviewed_by = excluded.reviewed_by`;
}
