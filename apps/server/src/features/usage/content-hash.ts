/**
 * Tells a replay (same content) from a conflict (same id, other content).
 * Time    an instant counts, not how its offset was written; an event sent without a time stays without one.
 * Source  absent and null are one; the order of keys does not matter.
 */
import { createHash } from "node:crypto";
import { UsageEvent } from "@ratecard/contract";

const FIELDS = UsageEvent.keyof().options.toSorted();

export function contentHash(event: UsageEvent): string {
  const content = FIELDS.map((field) => (field === "occurredAt" ? instantOf(event) : (event[field] ?? null)));
  return createHash("sha256").update(JSON.stringify(content)).digest("base64url");
}

const instantOf = ({ occurredAt }: UsageEvent): number | null => (occurredAt ? Date.parse(occurredAt) : null);
