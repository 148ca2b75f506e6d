/**
 * One waiting event, and beside it what is booked under its id: where both differ, a person decides.
 * Errors  NOT_FOUND for an event that is settled already.
 */
import type { OneQuarantined } from "@ratecard/contract";
import type { Services } from "#server/services/context";
import { DomainError } from "#server/errors/domain-error";
import { findBookedEvent } from "./booked-rows";
import { findQuarantinedById } from "./rows";

export async function findQuarantinedItem({ db }: Pick<Services, "db">, { id }: OneQuarantined) {
  const item = await findQuarantinedById(db.pool, id);
  if (!item) throw new DomainError("NOT_FOUND", { what: "event in quarantine", name: id });
  const booked = item.reasonCode === "conflict" ? await findBookedEvent(db.pool, item) : null;
  return { item, booked };
}
