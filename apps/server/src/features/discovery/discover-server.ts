/** Asks one server for its models and stores the answer, good or bad. Errors: none of the server's own; those of storing. */
import type { LeftOut } from "@ratecard/discovery";
import type { ActingContext } from "#server/services/context";
import { fetchListing } from "./fetch-listing";
import type { ServerRow } from "./rows";
import { saveFailure } from "./save-failure";
import { saveListing } from "./save-listing";
import { outboundLimits, serverAddress } from "./server-address";

export type ServerDiscovered = Readonly<{
  serverId: string;
  name: string;
  isOk: boolean;
  /** Names found, each once. */
  modelCount: number;
  code: string | null;
  message: string | null;
  leftOut: readonly LeftOut[];
}>;

export async function discoverServer(ctx: ActingContext, server: ServerRow): Promise<ServerDiscovered> {
  const callable = serverAddress(ctx, server);
  const found = callable.ok ? await fetchListing(callable.address, outboundLimits(ctx, server.baseUrl)) : callable;
  const about = { serverId: server.id, name: server.name };
  if (!found.ok) {
    await saveFailure(ctx, server, found);
    return { ...about, isOk: false, modelCount: 0, code: found.code, message: found.message, leftOut: [] };
  }
  await saveListing(ctx, server, found);
  const modelCount = new Set(found.models.map(({ name }) => name)).size;
  return { ...about, isOk: true, modelCount, code: null, message: found.notes[0] ?? null, leftOut: found.leftOut };
}
