/**
 * LiteLLM's standard logging payload as a usage event under the key of its record.
 * Errors  none: the event is checked like any other.
 */
import { fieldsOf, readLitellmUsage } from "@ratecard/usage";
import { readIds } from "./read-ids";

export function readLitellmPayload(item: unknown): unknown {
  const payload = fieldsOf(item);
  return payload ? Object.assign(readLitellmUsage(payload), readIds(payload)) : item;
}
