/**
 * Finds the program behind an API key, fast enough for every event a gateway reports.
 * Time    an answer is kept for 2 s: a revoked key stops working within that time. `last_used_at` moves once a minute.
 * Source  only SHA-256 of keys is stored and compared.
 */
import { SCOPES } from "@ratecard/contract";
import type { Database } from "@ratecard/prisma";
import type { Logger } from "pino";
import type { Actor } from "./actor";
import { hashKey } from "./secrets";

const KEEP_MS = 2000;
const MOST_KEPT = 10_000;

export type ApiKeys = Readonly<{
  find: (key: string) => Promise<Actor | null>;
  /** Drops what is kept, so that this process sees a change at once. */
  forget: () => void;
}>;

type Parts = Readonly<{ db: Database; clock: () => Date; log: Logger }>;
type Kept = Readonly<{ actor: Promise<Actor | null>; until: number }>;

export function openApiKeys({ db, clock, log }: Parts): ApiKeys {
  const kept = new Map<string, Kept>();

  const find = (key: string): Promise<Actor | null> => {
    const hash = hashKey(key);
    const now = clock().getTime();
    const found = kept.get(hash);
    if (found && found.until > now) return found.actor;
    if (kept.size >= MOST_KEPT) kept.clear();
    const actor = look(db, hash, log);
    kept.set(hash, { actor, until: now + KEEP_MS });
    actor.catch(() => kept.delete(hash));
    return actor;
  };
  return { find, forget: () => kept.clear() };
}

async function look(db: Database, hash: string, log: Logger): Promise<Actor | null> {
  const row = await db.prisma.apiKey.findUnique({ where: { keyHash: hash } });
  if (!row || row.revokedAt) return null;
  noteUse(db, row.id).catch((error: unknown) => log.warn({ err: error }, "last_used_at of an API key was not noted"));
  const scopes = SCOPES.filter((scope) => row.scopes.includes(scope));
  return { kind: "program", id: row.id, label: `key ${row.name}`, name: row.name, scopes };
}

async function noteUse(db: Database, id: string): Promise<void> {
  await db.prisma.$executeRaw`UPDATE api_keys SET last_used_at = now()
    WHERE id = ${id}::uuid AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`;
}
