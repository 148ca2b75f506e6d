import type { ActingContext } from "#server/services/context";
import { type ApiKeyView, apiKeyView } from "./rows";

/** Newest first, revoked ones included. */
export async function listApiKeys({ db }: ActingContext): Promise<ApiKeyView[]> {
  return (await db.prisma.apiKey.findMany({ orderBy: { createdAt: "desc" } })).map(apiKeyView);
}
