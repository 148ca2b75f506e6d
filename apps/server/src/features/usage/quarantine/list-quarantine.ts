/** Pages of what waits in quarantine, newest first, and how much waits for which reason. Errors: INVALID_INPUT for a foreign cursor. */
import type { ListQuarantine } from "@ratecard/contract";
import type { Services } from "#server/services/context";
import { fromCursor, toCursor } from "#server/ledger/list-cursor";
import { countGroups, countQuarantined, findQuarantined } from "./rows";

const KEY_PARTS = 2;
const MOST_COUNTED = 10_000;

export async function listQuarantine({ db }: Pick<Services, "db">, { group, cursor, limit }: ListQuarantine) {
  const after = cursor ? fromCursor(cursor, KEY_PARTS) : null;
  const found = await findQuarantined(db.pool, group ?? null, after, limit + 1);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: found.length > limit && last ? toCursor([last.receivedAt, last.id]) : null };
}

/** `isMore`: there are more than were counted. */
export async function quarantineCount({ db }: Pick<Services, "db">) {
  const open = await countQuarantined(db.pool, null, MOST_COUNTED);
  return { open, isMore: open === MOST_COUNTED };
}

export const quarantineGroups = ({ db }: Pick<Services, "db">) => countGroups(db.pool);
