/** Import batches, newest first, a page at a time. Errors: NOT_FOUND for a cursor that is no batch. */
import type { ListBatches } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import type { BatchView } from "#server/changes/batch-view";
import { BATCH_WITH_REVERTS, batchView } from "./rows";

export type BatchPage = Readonly<{ batches: readonly BatchView[]; isMore: boolean }>;

export async function listBatches(
  { db }: ActingContext,
  { cursor, limit }: Pick<ListBatches, "cursor" | "limit">,
): Promise<BatchPage> {
  if (cursor && !(await db.prisma.importBatch.findUnique({ where: { id: cursor } }))) {
    throw new DomainError("NOT_FOUND", { what: "import batch", name: cursor });
  }
  const rows = await db.prisma.importBatch.findMany({
    include: BATCH_WITH_REVERTS,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return { batches: rows.slice(0, limit).map(batchView), isMore: rows.length > limit };
}
