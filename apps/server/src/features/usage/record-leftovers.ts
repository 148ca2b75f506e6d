/**
 * Keeps what the intake could not take, with its reason, and counts it beside the duplicates; one statement.
 * Units   one row an item; `payload` holds the event's own fields only, never messages.
 */
import { type FieldProblem, type QuarantineReason, UsageEvent } from "@ratecard/contract";
import type { Services } from "#server/services/context";

export type QuarantineEntry = Readonly<{
  requestId: string | null;
  /**
   * `unreadable`: no JSON, so that of its fields at most the first ones are known.
   * `nothing-used`: a call that failed before a model was chosen. Kept for the count, settled on arrival.
   */
  reasonCode: QuarantineReason;
  /** Of the event, that the reason names. */
  field: string;
  reason: string;
  /** The event's own fields, never messages. */
  payload: Readonly<Record<string, unknown>>;
}>;

/** With its problem, as its sender is told; of that only the reason is kept. */
export type RefusedItem = QuarantineEntry & Readonly<{ problem: FieldProblem }>;

type Refused = Pick<QuarantineEntry, "requestId" | "reasonCode" | "payload"> & Readonly<{ problem: FieldProblem }>;

export const refusedItem = (refused: Refused): RefusedItem => ({
  ...refused,
  field: refused.problem.field,
  reason: storableText(`${refused.problem.field}: ${refused.problem.problem}`),
});

/** What of a gateway's calls was not booked. */
export type Leftovers = Readonly<{ gateway: string; duplicates: number; entries: readonly QuarantineEntry[] }>;

export async function recordLeftovers({ pool }: Services["db"], leftovers: readonly Leftovers[]): Promise<void> {
  const counted = leftovers.filter(({ duplicates, entries }) => duplicates + entries.length > 0);
  if (counted.length === 0) return;
  const entries = counted.flatMap(({ gateway, entries: kept }) => kept.map((entry) => ({ ...entry, gateway })));
  await pool.query(
    `WITH kept AS (
       INSERT INTO usage_quarantine (gateway, request_id, reason_code, field, reason, payload, resolved_at, resolution)
       SELECT item.*, CASE WHEN item.reason_code = 'nothing-used' THEN now() END,
         CASE WHEN item.reason_code = 'nothing-used' THEN item.reason_code END
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::jsonb[])
         AS item (gateway, request_id, reason_code, field, reason, payload)
     )
     INSERT INTO intake_counts AS counts (day, gateway, received, accepted, duplicate, quarantined, last_at)
     SELECT (now() AT TIME ZONE 'UTC')::date, gateway, sum(duplicate) + sum(quarantined), 0, sum(duplicate), sum(quarantined), now()
     FROM unnest($7::text[], $8::bigint[], $9::bigint[]) AS item (gateway, duplicate, quarantined)
     GROUP BY gateway ORDER BY gateway
     ON CONFLICT (gateway, day) DO UPDATE SET received = counts.received + excluded.received,
       duplicate = counts.duplicate + excluded.duplicate, quarantined = counts.quarantined + excluded.quarantined,
       last_at = excluded.last_at`,
    [
      entries.map(({ gateway }) => gateway),
      entries.map(({ requestId }) => requestId),
      entries.map(({ reasonCode }) => reasonCode),
      entries.map(({ field }) => field),
      entries.map(({ reason }) => reason),
      entries.map(({ payload }) => JSON.stringify(payload)),
      counted.map(({ gateway }) => gateway),
      counted.map(({ duplicates }) => duplicates),
      counted.map(({ entries: kept }) => kept.length),
    ],
  );
}

const LONGEST = 300;
/** The id its provider gave may be that long. */
const LONGEST_ID = 1000;
const MOST_ITEMS = 50;
const UNSTORABLE = /[\p{Cc}\p{Cs}]/gu;

/**
 * What of a refused item may be kept: the event's own fields, short and printable. Messages and answers never are.
 * Source  PostgreSQL stores neither NUL nor half a surrogate pair.
 */
export function redactPayload(item: unknown): Record<string, unknown> {
  if (typeof item !== "object" || item === null || Array.isArray(item)) return {};
  const fields: Record<string, unknown> = { ...item };
  const kept: Record<string, unknown> = {};
  for (const name of UsageEvent.keyof().options) {
    const value = Object.hasOwn(fields, name)
      ? redactValue(fields[name], name === "upstreamId" ? LONGEST_ID : LONGEST)
      : undefined;
    if (value !== undefined && value !== null) kept[name] = value;
  }
  return kept;
}

/** A text the database can hold, cut to a readable length. */
export const storableText = (text: string, longest = LONGEST): string =>
  text.slice(0, longest).replaceAll(UNSTORABLE, "\uFFFD");

/** Units: numbers by name, and nothing else. */
function quantitiesOf(value: unknown): Record<string, number> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const quantities = Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  if (quantities.length === 0) return undefined;
  return Object.fromEntries(quantities.slice(0, MOST_ITEMS).map(([name, quantity]) => [storableText(name), quantity]));
}

function redactValue(value: unknown, longest: number): unknown {
  if (typeof value === "string") return storableText(value, longest);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (!Array.isArray(value)) return quantitiesOf(value);
  return value.slice(0, MOST_ITEMS).map((entry: unknown) => (typeof entry === "string" ? storableText(entry) : null));
}
