/** A new key: `rk_` and 32 random bytes. The answer is the only time it is seen. */
import { randomBytes } from "node:crypto";
import type { CreateApiKey } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { insertApiKey } from "./insert-api-key";
import type { ApiKeyView } from "./rows";

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
