/** Stores why a server could not be asked; what was found before stays. */
import type { ActingContext } from "#server/services/context";
import { write } from "#server/write/write";
import type { ListingFailure } from "./listing-failure";
import type { ServerRow } from "./rows";

export async function saveFailure(ctx: ActingContext, server: ServerRow, failure: ListingFailure): Promise<void> {
  const details = () => ({ code: failure.code, message: failure.message });
  await write(ctx, { action: "server.discover-failed", subject: server.name, details }, (tx) =>
    tx.litellmServer.updateMany({
      where: { id: server.id },
      data: { health: "failed", healthCode: failure.code, healthMessage: failure.message },
    }),
  );
}
