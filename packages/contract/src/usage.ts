/**
 * Usage as gateways report it: one event a request.
 * Units   token counts are whole tokens; `promptTokens` and `completionTokens` include their parts; USD as decimal text.
 * Time    `occurredAt` is ISO 8601 with an offset; without it the time of arrival counts.
 * Errors  a null is an absent value; a broken event is quarantined by itself, the rest of its batch is taken.
 */
import type { PricingSource } from "@ratecard/pricing";
import { z } from "zod";
import { FlagInQuery } from "./flag-in-query";
import { Name } from "./name";
import { EventConditions, EventCounts, EventUnits } from "./usage-fields";

export const TOKEN_SOURCES = ["actual", "estimated", "unknown"] as const;
export type TokenSource = (typeof TOKEN_SOURCES)[number];

/** How a booked request came to its price; `none` has no cost at all. */
export const LEDGER_SOURCES = [
  "local-exact",
  "local-wildcard",
  "catalog-scoped",
  "catalog-bare",
  "default",
  "none",
] as const satisfies readonly PricingSource[];

export const LedgerSource = z.enum(LEDGER_SOURCES, `must be one of ${LEDGER_SOURCES.join(", ")}`);

export const MOST_EVENTS_A_CALL = 1000;
const MOST_TAGS = 50;
const MOST_NAMES = 50;
/** Encrypted ids of responses have about 400 characters. */
const LONGEST_UPSTREAM_ID = 1000;
const LARGEST_INTEGER = 2_147_483_647;

const text = Name.nullish();
const names = z
  .array(Name, "must be a list of texts")
  .max(MOST_NAMES, `must hold at most ${MOST_NAMES} names`)
  .nullish();
const UpstreamId = z
  .string("must be text")
  .min(1, "must not be empty")
  .max(LONGEST_UPSTREAM_ID, `must have at most ${LONGEST_UPSTREAM_ID} characters`)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, "must not hold control characters or broken Unicode");

const Usd = z
  .union([z.number(), z.string()], "must be a decimal number of USD, as 0.0105")
  .transform(String)
  .pipe(
    z
      .string()
      .regex(
        /^\d{1,12}(\.\d{1,40})?(e[+-]?\d{1,2})?$/i,
        "must be a decimal number of USD that is not negative, as 0.0105",
      ),
  );

/** Exactly one request. Counts: `/api/usage` refuses parts without their whole, and parts beyond it. */
export const UsageEvent = z.strictObject(
  {
    /** Unique within the gateway; sending it again changes nothing. */
    requestId: Name,
    /** The name the user sent, never the one it was routed to. */
    model: Name,
    occurredAt: z.iso
      .datetime({ offset: true, error: "must be ISO 8601 with an offset, as 2026-01-31T09:30:00Z" })
      .nullish(),
    servedModel: text,
    provider: text,
    /** Name or id of a connected server. */
    server: text,
    ...EventCounts,
    units: EventUnits.nullish(),
    ...EventConditions,
    /** Names of counts that the sender worked out, where its provider gave none. */
    assumedCounts: names,
    /** Names of usage its provider reported that is no count here: it is kept, and charged by nothing. */
    otherUsage: names,
    /** What the provider calls the request; it need not be unique. */
    upstreamId: UpstreamId.nullish(),
    tokenSource: z.enum(TOKEN_SOURCES, `must be one of ${TOKEN_SOURCES.join(", ")}`).nullish(),
    endpoint: text,
    user: text,
    team: text,
    apiKeyAlias: text,
    tags: z.array(Name, "must be a list of texts").max(MOST_TAGS, `must hold at most ${MOST_TAGS} tags`).nullish(),
    latencyMs: z
      .int("must be whole milliseconds")
      .min(0, "must not be negative")
      .max(LARGEST_INTEGER, "is too large. It is in milliseconds")
      .nullish(),
    statusCode: z
      .int("must be an HTTP status")
      .min(100, "must be an HTTP status from 100 to 599")
      .max(599, "must be an HTTP status from 100 to 599")
      .nullish(),
    isError: z.boolean("must be true or false").nullish(),
    /** Answered from the gateway's response cache: no model was called, so it costs nothing. */
    isCacheHit: z.boolean("must be true or false").nullish(),
    /** What the gateway itself thinks it cost; kept beside our cost, never used for it. */
    reportedCostUsd: Usd.nullish(),
  },
  {
    error: ({ code, keys }) =>
      code === "unrecognized_keys"
        ? `has fields that no event has (${keys.join(", ")}). Leave them out`
        : "must be an object with requestId and model",
  },
);
export type UsageEvent = z.output<typeof UsageEvent>;

/** Items are checked one by one, so the schema of one item is documentation here, not a gate. */
export const UsageBatch = z.strictObject(
  {
    events: z
      .array(
        z.unknown().meta(z.toJSONSchema(UsageEvent, { io: "input", unrepresentable: "any" })),
        "must be a list of events",
      )
      .min(1, "must hold at least one event")
      .max(MOST_EVENTS_A_CALL, `must hold at most ${MOST_EVENTS_A_CALL} events. Split the batch`),
  },
  'must be an object of the form { "events": [...] }',
);
export type UsageBatch = z.output<typeof UsageBatch>;

export const UsageQuery = z.strictObject({
  dryRun: FlagInQuery("Check and price the events; book, quarantine and count nothing."),
});
export type UsageQuery = z.output<typeof UsageQuery>;
