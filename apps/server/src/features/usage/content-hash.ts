/**
 * Tells a replay (same content) from a conflict (same id, other content).
 * Time    an instant counts, not how its offset was written; an event sent without a time stays without one.
 * Source  absent and null are one; the order of keys does not matter.
 */
import { createHash } from "node:crypto";
import { UsageEvent } from "@ratecard/contract";
import { BATCH_KEY } from "./litellm/read-ids";

const FIELDS = UsageEvent.keyof().options.toSorted();
/** Each look at a finished batch reports it again; who looked and when is of the look. */
const OF_A_LOOK = new Set<string>(["occurredAt", "user", "team", "apiKeyAlias", "tags", "endpoint"]);
const FIELDS_OF_A_BATCH = FIELDS.filter((field) => !OF_A_LOOK.has(field));

export function contentHash(event: UsageEvent): string {
  const content = (isBatch(event) ? FIELDS_OF_A_BATCH : FIELDS).map((field) =>
    field === "occurredAt" ? instantOf(event) : (event[field] ?? null),
  );
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}

const isBatch = (event: UsageEvent): boolean => event.isBatch === true && event.requestId.startsWith(BATCH_KEY);

const instantOf = ({ occurredAt }: UsageEvent): number | null => (occurredAt ? Date.parse(occurredAt) : null);
