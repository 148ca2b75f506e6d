/**
 * How long requests are kept: what would go, and the setting itself. Sums, statements, corrections and the audit log stay for ever.
 * Errors  INVALID_INPUT for too few months, or too many.
 */
import type { ChangeRetention, PreviewRetention } from "@ratecard/contract";
import { SAMPLE_GATEWAY } from "@ratecard/fixtures";
import { readKept } from "#server/ledger/kept-days";
import type { ActingContext, Services } from "#server/services/context";
import { write } from "#server/write/write";
import {
  type DroppedMonth,
  findDroppedMonths,
  findKeepMonths,
  findOldMonths,
  type OldMonth,
  saveKeepMonths,
} from "./rows";

export type RetentionView = Readonly<{
  /** null: requests are kept for ever. */
  months: number | null;
  /** The first day of which they are kept; null: none was dropped. */
  keptFrom: string | null;
  /** Months that are older and still there, oldest first: one that waits keeps those after it waiting. */
  old: readonly OldMonth[];
  dropped: readonly DroppedMonth[];
}>;

type Parts = Pick<Services, "db" | "clock">;

export async function showRetention({ db, clock }: Parts): Promise<RetentionView> {
  const months = await findKeepMonths(db.pool);
  const kept = await readKept(db.pool);
  return {
    months,
    keptFrom: kept?.day ?? null,
    old: months === null ? [] : await findOldMonths(db.pool, [clock(), months, SAMPLE_GATEWAY]),
    dropped: await findDroppedMonths(db.pool),
  };
}

/** What would go by and by, if so many months were kept. */
export const previewRetention = ({ db, clock }: Parts, { months }: PreviewRetention): Promise<readonly OldMonth[]> =>
  findOldMonths(db.pool, [clock(), months, SAMPLE_GATEWAY]);

export async function changeRetention(ctx: ActingContext, { months }: ChangeRetention): Promise<RetentionView> {
  const details = (before: number | null) => ({ before, after: months });
  const subject = months === null ? "for ever" : `${months} months`;
  await write(ctx, { action: "ledger.retention", subject, details }, (tx) => saveKeepMonths(tx, months));
  return showRetention(ctx);
}
