/**
 * The only way a verb writes: one transaction, one audit row in it. Price changes inside are versioned by the database under
 * the same actor and source.
 * Errors  whatever `work` throws; then nothing was written, the audit row included.
 */
import { Prisma, type Transaction } from "@ratecard/prisma";
import type { ActingContext } from "#server/context";

export type WriteEntry<T> = Readonly<{
  /** Verb and noun, as `price.publish`. */
  action: string;
  subject: string;
  details?: (result: T) => Record<string, unknown>;
  /** Through what a price change came; see model_price_versions.source. */
  source?: "ui" | "api" | "cli" | "import" | "sync" | "config" | "sample" | "revert";
  reason?: string | undefined;
  batchId?: string;
  /** Start of the price windows written here; without it: since ever for a first price, else from now. */
  validFrom?: Date | undefined;
}>;

const LONGEST_MS = 60_000;

export async function write<T>(
  ctx: Pick<ActingContext, "db" | "actor">,
  entry: WriteEntry<T>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return ctx.db.prisma.$transaction(
    async (tx) => {
      const source = entry.source ?? (ctx.actor.kind === "person" ? "ui" : "api");
      await tx.$executeRaw`SELECT
        set_config('ratecard.actor', ${ctx.actor.label}, true),
        set_config('ratecard.source', ${source}, true),
        set_config('ratecard.reason', ${entry.reason ?? ""}, true),
        set_config('ratecard.batch', ${entry.batchId ?? ""}, true),
        set_config('ratecard.valid_from', ${entry.validFrom?.toISOString() ?? ""}, true)`;
      const result = await work(tx);
      const details = JSON.stringify(entry.details?.(result) ?? {});
      await tx.$executeRaw`SELECT audit_append(${ctx.actor.label}, ${entry.action}, ${entry.subject}, ${details}::jsonb)`;
      return result;
    },
    { timeout: LONGEST_MS, maxWait: LONGEST_MS, isolationLevel: Prisma.TransactionIsolationLevel.ReadCommitted },
  );
}
