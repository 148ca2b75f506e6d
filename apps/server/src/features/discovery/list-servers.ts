/** All connected servers by name, without their keys. */
import type { ActingContext } from "#server/services/context";
import { type ServerView, serverView } from "./rows";

export async function listServers({ db }: ActingContext): Promise<readonly ServerView[]> {
  const rows = await db.prisma.litellmServer.findMany({ orderBy: { name: "asc" } });
  return rows.map(serverView);
}
