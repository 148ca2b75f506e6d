/**
 * Inputs of the request list. Names of models, teams and the like filter as they do in the spend screens.
 * Time    a bound is a day of the ledger, included, or an instant with its offset (`to` then excluded).
 * Units   bounds of cost, tokens and latency are decimal text, both included; a request without the value is in no range.
 * Errors  a cursor that this list did not give is refused.
 */
import { COST_FLAGS } from "@ratecard/pricing";
import { z } from "zod";
import { CatalogId } from "./catalog";
import { Name } from "./name";
import { Usd } from "./usd";
import { hasOffsetOfZone, Instant, OFFSET_TOO_FAR } from "./instant";
import { isPrintable } from "./printable";
import { zodMessage } from "./problems/zod-problems";
import { SPEND_DIMENSIONS, SPEND_FILTERS } from "./spend";
import { LARGEST_COUNT } from "./usage-fields";

export const MOST_REQUESTS_A_PAGE = 200;
const REQUESTS_A_PAGE = 50;

const Bound = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], zodMessage("not-a-bound"))
  .refine((bound) => /^2\d{3}/.test(bound), zodMessage("year-out-of-range", { first: 2000, last: 2999 }))
  .refine(hasOffsetOfZone, OFFSET_TOO_FAR);
const Filter = Name.optional();
/** Under which a request is booked. No rule of names: the sample world's is one that no API key can have. */
export const GatewayName = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .min(1, zodMessage("empty-name"))
  .max(255, zodMessage("too-long", { most: 255 }))
  .refine(isPrintable, zodMessage("unprintable"));

const UsdBound = Usd.optional();
const TokenBound = z
  .string(zodMessage("not-a-count", { most: LARGEST_COUNT }))
  .regex(/^\d{1,12}$/, zodMessage("not-a-count", { most: LARGEST_COUNT }))
  .optional();
const LONGEST_MS = 999_999_999;
const MILLISECONDS = zodMessage("not-in-range", { least: 0, most: LONGEST_MS, of: "milliseconds" });
const MsBound = z
  .string(MILLISECONDS)
  .regex(/^\d{1,9}$/, MILLISECONDS)
  .optional();

const RANGES = {
  costUsdFrom: UsdBound,
  costUsdTo: UsdBound,
  tokensFrom: TokenBound,
  tokensTo: TokenBound,
  latencyMsFrom: MsBound,
  latencyMsTo: MsBound,
};

/** HTTP's, or `none`: the request has none. */
export const RequestStatus = z
  .string(zodMessage("not-a-status"))
  .regex(/^(?:[1-5]\d\d|none)$/, zodMessage("not-a-status"));

const FILTERS = {
  from: Bound.optional(),
  to: Bound.optional(),
  ...SPEND_FILTERS,
  gateway: GatewayName.optional(),
  server: Filter,
  requestId: Filter,
  /** The snapshot of the catalogue that priced it. */
  catalogSnapshot: CatalogId.optional(),
  /** The version of a price that priced it. */
  priceVersion: CatalogId.optional(),
  flag: z.enum(COST_FLAGS, zodMessage("not-one-of", { options: COST_FLAGS })).optional(),
  status: RequestStatus.optional(),
  ...RANGES,
};
export const Cursor = z
  .string(zodMessage("wrong-type", { expected: "text" }))
  .max(2000, zodMessage("not-a-cursor"))
  .nullish();
/** tRPC's infinite queries always send it; these lists only go forward. */
export const Direction = z.literal("forward").optional();

/** Downwards with the minus; a request without the value comes last in both directions. `tokens`: all of them. */
export const REQUEST_SORTS = ["-time", "time", "-cost", "cost", "-tokens", "tokens", "-latency", "latency"] as const;
export type RequestSort = (typeof REQUEST_SORTS)[number];
const Sort = z.enum(REQUEST_SORTS, zodMessage("not-one-of", { options: REQUEST_SORTS })).default("-time");

/**
 * `isDefaultPriced`: priced by the default entry, by a placeholder, or not at all.
 * `isUnpriced`: without a cost, which is not 0.
 * `isFlagged`: priced by an entry or the catalogue, but with a reservation (estimated, a rate borrowed, ...).
 */
const SCOPE = {
  ...FILTERS,
  isDefaultPriced: z.boolean().optional(),
  isFlagged: z.boolean().optional(),
  isUnpriced: z.boolean().optional(),
  isError: z.boolean().optional(),
};
/** All requests that fit. */
export const RequestScope = z.strictObject(SCOPE);
export type RequestScope = z.output<typeof RequestScope>;

/** What requests are grouped by. One with several tags or flags is in the group of each. */
export const REQUEST_GROUPS = [...SPEND_DIMENSIONS, "status", "flag"] as const;
export type RequestGroup = (typeof REQUEST_GROUPS)[number];
export const GroupRequests = z.strictObject({
  ...SCOPE,
  by: z.enum(REQUEST_GROUPS, zodMessage("not-one-of", { options: REQUEST_GROUPS })),
});
export type GroupRequests = z.output<typeof GroupRequests>;

export const ListRequests = z.strictObject({
  ...SCOPE,
  sort: Sort,
  cursor: Cursor,
  direction: Direction,
  limit: z.int().min(1).max(MOST_REQUESTS_A_PAGE).default(REQUESTS_A_PAGE),
});
export type ListRequests = z.output<typeof ListRequests>;

const flag = z.enum(["true", "false"], zodMessage("not-a-boolean")).transform((text) => text === "true");

const FILTERS_IN_QUERY = {
  ...FILTERS,
  isDefaultPriced: flag.optional(),
  isFlagged: flag.optional(),
  isUnpriced: flag.optional(),
  isError: flag.optional(),
};

const DAY_MS = 86_400_000;
const TURNED_ROUND = { path: ["to"], error: zodMessage("range-turned-round") };

/** Which zone's a day is, is not known here: beside an instant it may begin half a day earlier or later. */
function isInOrder({ from, to }: Readonly<{ from?: string | undefined; to?: string | undefined }>): boolean {
  if (from === undefined || to === undefined) return true;
  if (isDay(from) && isDay(to)) return from <= to;
  return Date.parse(from) - slackOf(from) < Date.parse(to) + slackOf(to);
}

const isDay = (bound: string): boolean => !bound.includes("T");
/** A day as a bound is meant whole. */
const slackOf = (bound: string): number => (isDay(bound) ? 2 * DAY_MS : 0);

const NOT_A_LIMIT = zodMessage("not-in-range", { least: 1, most: MOST_REQUESTS_A_PAGE });

/** The same as a query string. */
export const ListRequestsQuery = z
  .strictObject({
    ...FILTERS_IN_QUERY,
    sort: Sort,
    cursor: Cursor,
    limit: z
      .string()
      .regex(/^\d{1,3}$/, NOT_A_LIMIT)
      .transform(Number)
      .pipe(z.int().min(1, NOT_A_LIMIT).max(MOST_REQUESTS_A_PAGE, NOT_A_LIMIT))
      .default(REQUESTS_A_PAGE),
  })
  .refine(isInOrder, TURNED_ROUND);

/** All requests that fit, as a file. */
export const ExportRequestsQuery = z.strictObject({ ...FILTERS_IN_QUERY, sort: Sort }).refine(isInOrder, TURNED_ROUND);
export type ExportRequestsQuery = z.output<typeof ExportRequestsQuery>;

export const OneRequest = z.strictObject({ requestId: Name, gateway: GatewayName });
export type OneRequest = z.output<typeof OneRequest>;

/** As the ledger finds it at once. */
export const OneRequestKey = OneRequest.extend({
  occurredAt: Instant,
});
