/**
 * Keeps what the intake could not take, with its reason, and counts it beside the duplicates; one statement.
 * Units   one row an item; `payload` holds the event's own fields only, never messages.
 */
import { type QuarantineReason, UsageEvent } from "@ratecard/contract";
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

export async function recordLeftovers(
  { pool }: Services["db"],
  gateway: string,
  duplicates: number,
  entries: readonly QuarantineEntry[],
): Promise<void> {
  if (duplicates + entries.length === 0) return;
  await pool.query(
    `WITH kept AS (
       INSERT INTO usage_quarantine (gateway, request_id, reason_code, field, reason, payload, resolved_at, resolution)
       SELECT $1, item.*, CASE WHEN item.reason_code = 'nothing-used' THEN now() END,
         CASE WHEN item.reason_code = 'nothing-used' THEN item.reason_code END
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::jsonb[])
         AS item (request_id, reason_code, field, reason, payload)
     )
     INSERT INTO intake_counts AS counts (day, gateway, received, accepted, duplicate, quarantined)
     VALUES ((now() AT TIME ZONE 'UTC')::date, $1, $2::bigint + $8::bigint, 0, $2, $8)
     ON CONFLICT (gateway, day) DO UPDATE SET received = counts.received + excluded.received,
       duplicate = counts.duplicate + excluded.duplicate, quarantined = counts.quarantined + excluded.quarantined`,
    [
      gateway,
      duplicates,
      entries.map(({ requestId }) => requestId),
      entries.map(({ reasonCode }) => reasonCode),
      entries.map(({ field }) => field),
      entries.map(({ reason }) => reason),
      entries.map(({ payload }) => JSON.stringify(payload)),
      entries.length,
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
  return quantities.length === 0 ? undefined : Object.fromEntries(quantities.slice(0, MOST_ITEMS));
}

function redactValue(value: unknown, longest: number): unknown {
  if (typeof value === "string") return storableText(value, longest);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (!Array.isArray(value)) return quantitiesOf(value);
  return value.slice(0, MOST_ITEMS).map((entry: unknown) => (typeof entry === "string" ? storableText(entry) : null));
}
