/** Asks one server for its models and stores the answer, good or bad. Errors: none of the server's own; those of storing. */
import type { LeftOut } from "@ratecard/discovery";
import type { ActingContext } from "#server/services/context";
import { fetchListing } from "./fetch-listing";
import type { ServerRow } from "./rows";
import { saveFailure, saveListing } from "./save-listing";
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

/** `newNames`: what the server did not serve before. */
export type Discovered = Readonly<{ result: ServerDiscovered; newNames: readonly string[] }>;

/** Once `cancelled`, nothing is stored of a server that has not answered: what was known of it stays. */
export async function discoverServer(
  ctx: ActingContext,
  server: ServerRow,
  cancelled: AbortSignal,
): Promise<Discovered> {
  const callable = serverAddress(ctx, server);
  const limits = { ...outboundLimits(ctx, server.baseUrl), signal: cancelled };
  const found = callable.ok ? await fetchListing(callable.address, limits) : callable;
  const about = { serverId: server.id, name: server.name };
  if (!found.ok) {
    const { code, message } = found;
    if (code !== "aborted") await saveFailure(ctx, server, found);
    return { result: { ...about, isOk: false, modelCount: 0, code, message, leftOut: [] }, newNames: [] };
  }
  const newNames = await saveListing(ctx, server, found);
  const modelCount = new Set(found.models.map(({ name }) => name)).size;
  const message = found.notes[0] ?? null;
  return { result: { ...about, isOk: true, modelCount, code: null, message, leftOut: found.leftOut }, newNames };
}
