/** All connected servers by name, without their keys. */
import type { OneServer } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { findServer, type ServerView, serverView } from "./rows";

export async function listServers({ db }: ActingContext): Promise<readonly ServerView[]> {
  const rows = await db.prisma.litellmServer.findMany({ orderBy: { name: "asc" } });
  return rows.map(serverView);
}

/** One server with the names it serves, and what would go with it. Errors: NOT_FOUND. */
type ServerDetails = ServerView & Readonly<{ supportedModels: readonly string[]; customNameCount: number }>;

export async function findServerDetails({ db }: ActingContext, { id }: OneServer): Promise<ServerDetails> {
  const row = await findServer(db.prisma, id);
  const customNameCount = await db.prisma.customModel.count({ where: { serverId: id } });
  return { ...serverView(row), supportedModels: row.supportedModels, customNameCount };
}
