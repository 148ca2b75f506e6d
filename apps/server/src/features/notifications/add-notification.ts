/**
 * Tells people something, once by its key: said again in the same words it changes nothing, in other words it is new for everybody.
 * So it is in the same words where what they were about was over meanwhile.
 * Time    what is older than half a year goes. Errors: none of its own.
 */
import type { NewNotification } from "@ratecard/contract";
import type { Transaction } from "@ratecard/prisma";
import type { Services } from "#server/services/context";
import { SYSTEM } from "#server/write/system-actor";

const KEPT_DAYS = 183;
const DAY_MS = 86_400_000;
const [LONGEST_TITLE, LONGEST_DETAIL] = [200, 2000];

export const addNotification = ({ db, clock }: Pick<Services, "db" | "clock">, news: NewNotification): Promise<void> =>
  tellWithin(db.prisma, news, clock());

/** In a transaction of what the news are about: both or neither. */
export async function tellWithin(
  tx: Pick<Transaction, "$executeRaw">,
  news: NewNotification,
  now: Date,
): Promise<void> {
  const title = cut(news.title, LONGEST_TITLE);
  const detail = cut(news.detail, LONGEST_DETAIL);
  await tx.$executeRaw`
    INSERT INTO notifications (key, title, detail, link, permission, happened_at)
    VALUES (${news.key}, ${title}, ${detail}, ${news.link}, ${news.permission}, ${now})
    ON CONFLICT (key) DO UPDATE SET title = EXCLUDED.title, detail = EXCLUDED.detail, link = EXCLUDED.link,
      permission = EXCLUDED.permission, happened_at = EXCLUDED.happened_at, dismissed_by = '{}',
      settled_at = NULL, settled_by = NULL
    WHERE (notifications.title, notifications.detail) IS DISTINCT FROM (EXCLUDED.title, EXCLUDED.detail)
      OR notifications.settled_by = ${SYSTEM.label}`;
  const oldest = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  await tx.$executeRaw`DELETE FROM notifications WHERE happened_at < ${oldest}`;
}

/** What the news were about is over: they are open no longer. */
export async function settleWithin(
  tx: Pick<Transaction, "$executeRaw">,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  if (keys.length === 0) return;
  await tx.$executeRaw`UPDATE notifications SET settled_at = ${now}, settled_by = ${SYSTEM.label}
    WHERE key = ANY(${[...keys]}::text[]) AND settled_at IS NULL`;
}

/** What was over is so again. What a person dismissed for everybody stays so. */
export async function reopenWithin(tx: Pick<Transaction, "$executeRaw">, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx.$executeRaw`UPDATE notifications SET settled_at = NULL, settled_by = NULL
    WHERE key = ANY(${[...keys]}::text[]) AND settled_by = ${SYSTEM.label}`;
}

const cut = (text: string, most: number): string => {
  const letters = Array.from(text);
  return letters.length > most ? `${letters.slice(0, most - 1).join("")}…` : text;
};
