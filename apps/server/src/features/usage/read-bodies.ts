/** Checks the items of a body one by one while it streams by, so that no more than an event is kept of each. */
import { MOST_EVENTS_A_CALL, UsageBatch } from "@ratecard/contract";
import { DomainError, refusedField } from "#server/errors/domain-error";
import { invalidInput } from "#server/errors/invalid-input";
import type { BodyForm } from "#server/rest/items/item-scanner";
import type { ReadItem } from "#server/rest/items/read-item";
import { readItems } from "#server/rest/items/read-items";
import type { HttpCall } from "#server/rest/read-body-chunks";
import type { CheckedItem } from "./check-event";
import { readLitellmPayload } from "./litellm/read-payload";

/** What a route does with each item: counts it, and decides whether it is an event. */
export type CheckEach = (item: ReadItem) => CheckedItem;

/** Beyond `most` they are counted only. */
function collectItems(most: number, check: CheckEach) {
  const checked: CheckedItem[] = [];
  const collected = {
    received: 0,
    checked,
    take: (item: ReadItem) => {
      collected.received += 1;
      if (collected.received <= most) checked.push(check(item));
      else checked.length = 0;
    },
  };
  return collected;
}

const EVENT_FORM: BodyForm = { listKey: "events", neverRead: new Set(), keepsNumberLists: true };

/**
 * The items of a body of the form `{ "events": [...] }`.
 * Errors  INVALID_INPUT for a body of another form; a broken event is an item of its own.
 */
export async function readEventBody(call: HttpCall, check: CheckEach): Promise<readonly CheckedItem[]> {
  const items = collectItems(MOST_EVENTS_A_CALL, check);
  const { envelope, sawList } = await readItems(call, EVENT_FORM, items.take);
  if (envelope?.problem) {
    const { problem } = envelope;
    throw new DomainError("INVALID_INPUT", { issues: [{ ...problem, field: problem.field || "body" }] });
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

const MOST_PAYLOADS_A_CALL = 5000;

/** Conversations go by unread. Of everything else the payload's reader may ask for what it needs. */
const LITELLM_FORM: BodyForm = {
  listKey: null,
  neverRead: new Set(["messages", "response.choices"]),
  keepsNumberLists: false,
};

export async function readLitellmBody(call: HttpCall, check: CheckEach): Promise<readonly CheckedItem[]> {
  let objects = 0;
  const items = collectItems(MOST_PAYLOADS_A_CALL, ({ value, problem }) => {
    if (isObject(value)) objects += 1;
    return check({ value: readLitellmPayload(value), ...(problem && { problem }) });
  });
  const { sawList } = await readItems(call, LITELLM_FORM, items.take);
  // Text with no object in it is a call gone astray, not lines that were broken on their way.
  if (items.received === 0 || (!sawList && objects === 0)) {
    throw refusedField("body", "not-payloads");
  }
  if (items.received > MOST_PAYLOADS_A_CALL) {
    throw refusedField("body", "too-many-payloads", { count: items.received, most: MOST_PAYLOADS_A_CALL });
  }
  return items.checked;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);
