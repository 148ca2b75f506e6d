/**
 * Slows down guessing at one account from many addresses; better-auth itself counts by address.
 *
 * Units   failed tries; the pause after the last one in ms. In the database, so every server counts together.
 * Errors  TOO_BUSY while the account pauses, whether it exists or not.
 */
import type { Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { hashKey } from "#server/services/hash-key";

const MOST_FAILURES = 8;
/** Not longer than better-auth's own window: it prunes older rows of this table. */
const PAUSE_MS = 60_000;

type Parts = Pick<Services, "db" | "clock">;

export async function refuseTooManyFailures({ db, clock }: Parts, email: string): Promise<void> {
  const row = await db.prisma.rateLimit.findUnique({ where: { key: keyOf(email) } });
  if (!row || row.count < MOST_FAILURES) return;
  const leftMs = Number(row.lastRequest) + PAUSE_MS - clock().getTime();
  if (leftMs > 0) throw new DomainError("TOO_BUSY", { retryAfterSeconds: Math.ceil(leftMs / 1000) });
}

export async function countFailure({ db, clock }: Parts, email: string): Promise<void> {
  const now = BigInt(clock().getTime());
  const earliest = now - BigInt(PAUSE_MS);
  const key = keyOf(email);
  await db.prisma.$executeRaw`INSERT INTO rate_limits (id, key, count, last_request) VALUES (${key}, ${key}, 1, ${now})
    ON CONFLICT (key) DO UPDATE SET last_request = EXCLUDED.last_request,
      count = CASE WHEN rate_limits.last_request < ${earliest} THEN 1 ELSE rate_limits.count + 1 END`;
}

export async function forgetFailures({ db }: Parts, email: string): Promise<void> {
  await db.prisma.rateLimit.deleteMany({ where: { key: keyOf(email) } });
}

const keyOf = (email: string) => `account:${hashKey(email.trim().toLowerCase())}`;
