/**
 * The items of a `generic_api` callback body: a JSON array, NDJSON, or one object.
 * Errors  INVALID_INPUT for a body that is no batch at all; a broken item among good ones is an item of its own.
 */
import { DomainError } from "#server/errors/domain-error";
import type { BodyForm } from "#server/rest/items/item-scanner";
import { readItems } from "#server/rest/items/read-items";
import type { HttpCall } from "#server/rest/read-body-chunks";
import type { CheckedItem } from "./check-event";
import { type CheckEach, collectItems } from "./collect-items";
import { readLitellmPayload } from "./litellm/read-payload";

const MOST_PAYLOADS_A_CALL = 5000;

/** Conversations go by unread. Of everything else the payload's reader may ask for what it needs. */
export const LITELLM_FORM: BodyForm = {
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
    throw refuse("must be a JSON array, NDJSON or one JSON object of LiteLLM's standard logging payload.");
  }
  if (items.received > MOST_PAYLOADS_A_CALL) {
    throw refuse(
      `holds ${items.received} payloads, more than ${MOST_PAYLOADS_A_CALL}. Lower the callback's batch size.`,
    );
  }
  return items.checked;
}

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null && !Array.isArray(value);

const refuse = (problem: string) => new DomainError("INVALID_INPUT", { issues: [{ field: "body", problem }] });
