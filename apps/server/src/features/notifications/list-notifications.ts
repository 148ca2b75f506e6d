/** What whoever asks may see and has not dismissed, newest first. Time: ISO 8601 UTC. */
import { type OneNotification, PERMISSIONS } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { may } from "#server/services/actor";
import type { ActingContext, Actor } from "#server/services/context";
import { write } from "#server/write/write";

const MOST_LISTED = 50;

export type NotificationView = Readonly<{
  id: string;
  title: string;
  detail: string;
  /** A page of ours, from its slash on. */
  link: string;
  happenedAt: string;
}>;

/** `count` is of all of them, the listed or not. */
export type Notifications = Readonly<{ count: number; newest: readonly NotificationView[] }>;

export async function listNotifications({ db, actor }: Pick<ActingContext, "db" | "actor">): Promise<Notifications> {
  const where = {
    settledAt: null,
    permission: { in: permissionsOf(actor) },
    NOT: { dismissedBy: { has: actor.id } },
  };
  const [count, rows] = await Promise.all([
    db.prisma.notification.count({ where }),
    db.prisma.notification.findMany({ where, orderBy: [{ happenedAt: "desc" }, { id: "asc" }], take: MOST_LISTED }),
  ]);
  return {
    count,
    newest: rows.map(({ id, title, detail, link, happenedAt }) => ({
      id,
      title,
      detail,
      link,
      happenedAt: happenedAt.toISOString(),
    })),
  };
}

export const permissionsOf = (actor: Actor): string[] => PERMISSIONS.filter((permission) => may(actor, permission));

/** Takes a notification away: from whoever asks, or from everybody. Errors: NOT_FOUND, for one that may not be seen too. */
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
