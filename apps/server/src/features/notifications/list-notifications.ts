/** What whoever asks may see and has not dismissed, newest first. Time: ISO 8601 UTC. */
import { PERMISSIONS } from "@ratecard/contract";
import { may } from "#server/services/actor";
import type { ActingContext, Actor } from "#server/services/context";

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
