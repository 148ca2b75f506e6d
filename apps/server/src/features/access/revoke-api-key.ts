/** Stops a key for good, here at once and on other servers within 2 s. Errors: NOT_FOUND. */
import type { RevokeApiKey } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { write } from "#server/write/write";
import { type ApiKeyView, apiKeyView } from "./rows";

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
