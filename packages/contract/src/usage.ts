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
import { zodMessage } from "./problems/zod-problems";

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

export const LedgerSource = z.enum(LEDGER_SOURCES, zodMessage("not-one-of", { options: LEDGER_SOURCES }));

export const MOST_EVENTS_A_CALL = 1000;

/** No event lies before it: a time of before is one in a wrong unit. */
export const FIRST_USAGE_YEAR = 2015;
/** A clock may be that far ahead. */
export const MOST_HOURS_AHEAD = 24;
const MOST_TAGS = 50;
const MOST_NAMES = 50;
/** Encrypted ids of responses have about 400 characters. */
const LONGEST_UPSTREAM_ID = 1000;
const LARGEST_INTEGER = 2_147_483_647;
const NOT_LATENCY = zodMessage("not-in-range", { least: 0, most: LARGEST_INTEGER, of: "milliseconds" });

const NOT_A_SUM = zodMessage("not-in-range", { least: 0, most: LARGEST_INTEGER, of: "requests" });

const text = Name.nullish();
const names = z
  .array(Name, zodMessage("not-names"))
  .max(MOST_NAMES, zodMessage("too-many", { most: MOST_NAMES, of: "names" }))
  .nullish();
const UpstreamId = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .min(1, zodMessage("empty-text"))
  .max(LONGEST_UPSTREAM_ID, zodMessage("too-long", { most: LONGEST_UPSTREAM_ID }))
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, zodMessage("unprintable"));

const Usd = z
  .union([z.number(), z.string()], zodMessage("not-usd"))
  .transform(String)
  .pipe(z.string().regex(/^\d{1,12}(\.\d{1,40})?(e[+-]?\d{1,2})?$/i, zodMessage("not-usd")));

/** One request, or a sum of many. Counts: `/api/usage` refuses parts without their whole, and parts beyond it. */
export const UsageEvent = z.strictObject(
  {
    /** Unique within the gateway; sending it again changes nothing. */
    requestId: Name,
    /** The name the user sent, never the one it was routed to. */
    model: Name,
    occurredAt: z.iso.datetime({ offset: true, error: zodMessage("not-an-instant") }).nullish(),
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
    tokenSource: z.enum(TOKEN_SOURCES, zodMessage("not-one-of", { options: TOKEN_SOURCES })).nullish(),
    endpoint: text,
    user: text,
    team: text,
    apiKeyAlias: text,
    tags: z
      .array(Name, zodMessage("not-names"))
      .max(MOST_TAGS, zodMessage("too-many", { most: MOST_TAGS, of: "tags" }))
      .nullish(),
    latencyMs: z.int(NOT_LATENCY).min(0, NOT_LATENCY).max(LARGEST_INTEGER, NOT_LATENCY).nullish(),
    statusCode: z
      .int(zodMessage("not-a-status"))
      .min(100, zodMessage("not-a-status"))
      .max(599, zodMessage("not-a-status"))
      .nullish(),
    isError: z.boolean(zodMessage("not-a-boolean")).nullish(),
    /** Answered from the gateway's response cache: no model was called, so it costs nothing. */
    isCacheHit: z.boolean(zodMessage("not-a-boolean")).nullish(),
    /** The event is a sum of that many requests, as a report of a day has them; 0: nobody counted them. One request if missing. */
    sumOfRequests: z.int(NOT_A_SUM).min(0, NOT_A_SUM).max(LARGEST_INTEGER, NOT_A_SUM).nullish(),
    /** What the gateway itself thinks it cost; kept beside our cost, never used for it. */
    reportedCostUsd: Usd.nullish(),
  },
  {
    error: ({ code, keys }) =>
      code === "unrecognized_keys" ? zodMessage("event-fields-unknown", { fields: keys }) : zodMessage("not-an-event"),
  },
);
export type UsageEvent = z.output<typeof UsageEvent>;

/** Items are checked one by one, so the schema of one item is documentation here, not a gate. */
export const UsageBatch = z.strictObject(
  {
    events: z
      .array(
        z.unknown().meta(z.toJSONSchema(UsageEvent, { io: "input", unrepresentable: "any" })),
        zodMessage("not-an-event-list"),
      )
      .min(1, zodMessage("empty-list", { of: "event" }))
      .max(MOST_EVENTS_A_CALL, zodMessage("too-many", { most: MOST_EVENTS_A_CALL, of: "events" })),
  },
  zodMessage("not-a-batch"),
);
export type UsageBatch = z.output<typeof UsageBatch>;

export const UsageQuery = z.strictObject({
  dryRun: FlagInQuery("Check and price the events; book, quarantine and count nothing."),
});
export type UsageQuery = z.output<typeof UsageQuery>;
