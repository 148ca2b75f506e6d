/** Disconnects a server: its listing and custom names go, prices and requests stay. Errors: NOT_FOUND. */
import type { OneServer } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import { findServer } from "./rows";

export async function removeServer(ctx: ActingContext, { id }: OneServer): Promise<void> {
  const { name, baseUrl } = await findServer(ctx.db.prisma, id);
  const entry = { action: "server.remove", subject: name, details: () => ({ baseUrl }) };
  await write(ctx, entry, async (tx) => {
    await findServer(tx, id);
    await tx.litellmServer.delete({ where: { id } });
  });
}
