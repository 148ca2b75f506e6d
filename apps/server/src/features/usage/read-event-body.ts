/**
 * The items of a body of the form `{ "events": [...] }`.
 * Errors  INVALID_INPUT for a body of another form; a broken event is an item of its own.
 */
import { MOST_EVENTS_A_CALL, UsageBatch } from "@ratecard/contract";
import { DomainError } from "#server/errors/domain-error";
import { invalidInput } from "#server/errors/invalid-input";
import type { BodyForm } from "#server/rest/items/item-scanner";
import { readItems } from "#server/rest/items/read-items";
import type { HttpCall } from "#server/rest/read-body-chunks";
import type { CheckedItem } from "./check-event";
import { type CheckEach, collectItems } from "./collect-items";

const EVENT_FORM: BodyForm = { listKey: "events", neverRead: new Set(), keepsNumberLists: true };

export async function readEventBody(call: HttpCall, check: CheckEach): Promise<readonly CheckedItem[]> {
  const items = collectItems(MOST_EVENTS_A_CALL, check);
  const { envelope, sawList } = await readItems(call, EVENT_FORM, items.take);
  if (envelope?.problem) {
    const { field, problem } = envelope.problem;
    throw new DomainError("INVALID_INPUT", { issues: [{ field: field || "body", problem: `${problem}.` }] });
  }
  const parsed = UsageBatch.safeParse(
    sawList ? { ...Object(envelope?.value), events: standIns(items.received) } : envelope?.value,
  );
  if (!parsed.success) throw invalidInput(parsed.error);
  return items.checked;
}

/** As many as there were, as far as the schema asks. */
const standIns = (received: number): readonly null[] =>
  Array.from({ length: Math.min(received, MOST_EVENTS_A_CALL + 1) }, () => null);
