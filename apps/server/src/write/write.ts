/**
 * The only way a verb writes: one transaction, one audit row in it. Price changes inside are versioned by the database under
 * the same actor and source.
 * Errors  whatever `work` throws; then nothing was written, the audit row included. UNAVAILABLE after too long a wait for a turn.
 *         `work` asks `tx` alone: asking the pool as well, it would wait for connections that others like it hold.
 */
import { Prisma, type Transaction } from "@ratecard/prisma";
import type { ActingContext } from "#server/services/context";
import { createGate, type Gate } from "./create-gate";

export type WriteEntry<T> = Readonly<{
  /** Verb and noun, as `price.publish`. */
  action: string;
  subject: string;
  details?: (result: T) => Record<string, unknown>;
  /** Through what a price change came; see model_price_versions.source. */
  source?: "ui" | "api" | "cli" | "import" | "sync" | "config" | "sample" | "revert";
  reason?: string | undefined;
  batchId?: string;
  /** Start of the price windows written here; without it: no start date for a first price, else from now. */
  validFrom?: Date | undefined;
}>;

const LONGEST_MS = 60_000;

export async function write<T>(
  ctx: Pick<ActingContext, "db" | "actor">,
  entry: WriteEntry<T>,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = () =>
    ctx.db.prisma.$transaction(
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
  return gateOf(ctx.db).pass(transaction, "UNAVAILABLE");
}

/** More would only wait for each other's locks (prices, audit log), each on a connection that a reader could have. */
const LIMITS = { running: 2, waiting: 200, longestWaitMs: LONGEST_MS };
const gates = new WeakMap<ActingContext["db"], Gate>();

function gateOf(db: ActingContext["db"]): Gate {
  const gate = gates.get(db) ?? createGate(LIMITS);
  gates.set(db, gate);
  return gate;
}
