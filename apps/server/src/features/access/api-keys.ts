/** API keys: shown once, stored as a hash, revoked for good. */
import { randomBytes } from "node:crypto";
import type { CreateApiKey, RevokeApiKey, Scope } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import { DomainError } from "#server/errors/domain-error";
import type { ActingContext } from "#server/services/context";
import { hashKey } from "#server/services/secrets";
import { write } from "#server/write/write";
import { type ApiKeyView, apiKeyView } from "./rows";

/** Newest first, revoked ones included. */
export async function listApiKeys({ db }: ActingContext): Promise<ApiKeyView[]> {
  return (await db.prisma.apiKey.findMany({ orderBy: { createdAt: "desc" } })).map(apiKeyView);
}

const START_LENGTH = 7;

type NewKey = Readonly<{ key: string; name: string; scopes: readonly Scope[]; createdBy: string }>;

export async function insertApiKey(tx: Transaction, { key, name, scopes, createdBy }: NewKey): Promise<ApiKeyView> {
  const keyStart = key.slice(0, START_LENGTH);
  const data = { name, keyHash: hashKey(key), keyStart, scopes: [...new Set(scopes)], createdBy };
  return apiKeyView(await tx.apiKey.create({ data }));
}

/** A new key: `rk_` and 32 random bytes. The answer is the only time it is seen. */
export async function createApiKey(
  ctx: ActingContext,
  { name, scopes }: CreateApiKey,
): Promise<{ key: string; apiKey: ApiKeyView }> {
  const key = `rk_${randomBytes(32).toString("base64url")}`;
  const details = (made: ApiKeyView) => ({ id: made.id, scopes: made.scopes });
  const apiKey = await write(ctx, { action: "api-key.create", subject: name, details }, (tx) =>
    insertApiKey(tx, { key, name, scopes, createdBy: ctx.actor.label }),
  );
  return { key, apiKey };
}

/** Stops a key for good, here at once and on other servers within 2 s. Errors: NOT_FOUND. */
export async function revokeApiKey(ctx: ActingContext, { id }: RevokeApiKey): Promise<ApiKeyView> {
  const row = await ctx.db.prisma.apiKey.findUnique({ where: { id } });
  if (!row) throw new DomainError("NOT_FOUND", { what: "API key", name: id });
  if (row.revokedAt) return apiKeyView(row);
  const entry = { action: "api-key.revoke", subject: row.name, details: () => ({ id }) };
  const revoked = await write(ctx, entry, (tx) =>
    tx.apiKey.update({ where: { id }, data: { revokedAt: ctx.clock() } }),
  );
  ctx.apiKeys.forget();
  return apiKeyView(revoked);
}
