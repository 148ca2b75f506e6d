/** Pages of what waits in quarantine, newest first, and how much waits for which reason. Errors: INVALID_INPUT for a foreign cursor. */
import type { ListQuarantine, OneQuarantined } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { fromCursor, toCursor } from "#server/ledger/list-cursor";
import type { Services } from "#server/services/context";
import { countGroups, countQuarantined, findBookedEvent, findQuarantined, findQuarantinedById } from "./rows";

const KEY = ["instant", "id"] as const;
const MOST_COUNTED = 10_000;

export async function listQuarantine({ db }: Pick<Services, "db">, { group, cursor, limit }: ListQuarantine) {
  const after = cursor ? fromCursor(cursor, KEY) : null;
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

/**
 * One waiting event, and beside it what is booked under its id: where both differ, a person decides.
 * Errors  NOT_FOUND for an event that is settled already.
 */
export async function findQuarantinedItem({ db }: Pick<Services, "db">, { id }: OneQuarantined) {
  const item = await findQuarantinedById(db.pool, id);
  if (!item) throw new DomainError("NOT_FOUND", { what: "event in quarantine", name: id });
  const booked = item.reasonCode === "conflict" ? await findBookedEvent(db.pool, item) : null;
  return { item, booked };
}
