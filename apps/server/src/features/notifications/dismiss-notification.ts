/** Takes a notification away: from whoever asks, or from everybody. Errors: NOT_FOUND, for one that may not be seen too. */
import type { OneNotification } from "@ratecard/contract";
import type { ActingContext } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { write } from "#server/write/write";
import { permissionsOf } from "./list-notifications";

export async function dismissNotification({ db, actor }: ActingContext, { id }: OneNotification): Promise<void> {
  const count = await db.prisma.$executeRaw`
    UPDATE notifications SET dismissed_by = array_append(array_remove(dismissed_by, ${actor.id}), ${actor.id})
    WHERE id = ${id}::uuid AND settled_at IS NULL AND permission = ANY(${permissionsOf(actor)})`;
  if (count === 0) throw notFound(id);
}

export async function settleNotification(ctx: ActingContext, { id }: OneNotification): Promise<void> {
  const { actor, clock } = ctx;
  const entry = { action: "notification.settle", subject: id, details: (title: string) => ({ title }) };
  await write(ctx, entry, async (tx) => {
    const [settled] = await tx.$queryRaw<{ title: string }[]>`
      UPDATE notifications SET settled_at = ${clock()}, settled_by = ${actor.label}
      WHERE id = ${id}::uuid AND settled_at IS NULL AND permission = ANY(${permissionsOf(actor)}) RETURNING title`;
    if (!settled) throw notFound(id);
    return settled.title;
  });
}

const notFound = (id: string) => new DomainError("NOT_FOUND", { what: "open notification", name: id });
