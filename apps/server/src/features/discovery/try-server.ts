/**
 * Asks a server for its models without storing anything: the form's "Test connection".
 * A stored key is only sent to the origin it was stored for. Errors: NOT_FOUND, INVALID_INPUT; a server that fails is an answer.
 */
import type { TryServer } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { type FetchedListing, fetchListing } from "./fetch-listing";
import { findServer } from "./rows";
import { outboundLimits, serverAddress } from "./server-address";
import { checkBaseUrl, originOf } from "./edit-servers";

export type TriedServer = Readonly<{
  isOk: boolean;
  modelCount: number;
  code: string | null;
  message: string | null;
}>;

export async function tryServer(ctx: ActingContext, input: TryServer): Promise<TriedServer> {
  const { url, origin } = checkBaseUrl(input.baseUrl);
  const stored = input.apiKey === undefined && input.id !== undefined ? await storedKey(ctx, input.id, origin) : null;
  if (stored && !stored.ok) return { isOk: false, modelCount: 0, code: stored.code, message: stored.message };
  const apiKey = input.apiKey ?? stored?.address.apiKey;
  return triedOf(await fetchListing({ kind: input.kind, baseUrl: url, apiKey }, outboundLimits(ctx, url)));
}

async function storedKey(ctx: ActingContext, id: string, origin: string) {
  const server = await findServer(ctx.db.prisma, id);
  return originOf(server.baseUrl) === origin ? serverAddress(ctx, server) : null;
}

const triedOf = (found: FetchedListing): TriedServer =>
  found.ok
    ? {
        isOk: true,
        modelCount: new Set(found.models.map(({ name }) => name)).size,
        code: null,
        message: found.notes[0] ?? null,
      }
    : { isOk: false, modelCount: 0, code: found.code, message: found.message };
