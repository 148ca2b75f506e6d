/**
 * Which requests are listed, as it stands in the URL: `?defaultPriced=true&model=gpt-4o&from=2026-03-01`.
 * Time    `from` and `to` are days of the ledger, both included, or instants, `to` then excluded: those of a link to an hour.
 */
import {
  CatalogId,
  GatewayName,
  Name,
  REQUEST_GROUPS,
  REQUEST_SORTS,
  type RequestGroup,
  RequestScope,
} from "@ratecard/contract";
import { COST_FLAGS } from "@ratecard/pricing";
import { z } from "zod";
import { activeFilters, FILTERS_IN_URL, queryText } from "#web/components/filters/filters-in-url";
import type { RouterInputs } from "#web/trpc";

const Flag = z.boolean().catch(false);
/** The router reads `user=007` as a number; a name it stays. What is no name filters nothing. */
const textOf = (name: z.ZodType<string>) =>
  z.preprocess((value) => (typeof value === "number" ? String(value) : value), name.or(z.literal(""))).catch("");
const Text = textOf(Name);
const Gateway = textOf(GatewayName);
/** Bounds and a status are text; the router reads them as numbers. What the server would refuse filters nothing. */
const Bound = (field: "costUsdFrom" | "tokensFrom" | "latencyMsFrom" | "status") =>
  textOf(z.string().refine((text) => RequestScope.shape[field].safeParse(text).success));
const Moment = z
  .string()
  .refine((text) => text === "" || RequestScope.shape.from.safeParse(text).success)
  .catch("");

export const LogsSearch = z.object({
  tab: z.enum(["requests", "quarantine"]).catch("requests"),
  defaultPriced: Flag,
  flagged: Flag,
  unpriced: Flag,
  flag: z.enum([...COST_FLAGS, ""]).catch(""),
  errors: Flag,
  requestId: Text,
  ...FILTERS_IN_URL,
  gateway: Gateway,
  server: Text,
  catalogSnapshot: textOf(CatalogId),
  from: Moment,
  to: Moment,
  status: Bound("status"),
  costUsdFrom: Bound("costUsdFrom"),
  costUsdTo: Bound("costUsdFrom"),
  tokensFrom: Bound("tokensFrom"),
  tokensTo: Bound("tokensFrom"),
  latencyMsFrom: Bound("latencyMsFrom"),
  latencyMsTo: Bound("latencyMsFrom"),
  sort: z.enum(REQUEST_SORTS).catch("-time"),
  group: z.enum([...REQUEST_GROUPS, ""]).catch(""),
});
export type LogsSearch = z.output<typeof LogsSearch>;

export const NO_FILTERS = LogsSearch.parse({});

type ScopeInput = RouterInputs["requests"]["totals"];

const TEXTS = [
  "requestId",
  "gateway",
  "server",
  "catalogSnapshot",
  "from",
  "to",
  "status",
  "costUsdFrom",
  "costUsdTo",
  "tokensFrom",
  "tokensTo",
  "latencyMsFrom",
  "latencyMsTo",
] as const;

/** What is empty filters nothing. */
export function scopeInput(search: LogsSearch): ScopeInput {
  const { defaultPriced, flagged, unpriced, flag, errors } = search;
  return {
    ...activeFilters(search),
    ...Object.fromEntries(TEXTS.flatMap((field) => (search[field] === "" ? [] : [[field, search[field]]]))),
    ...(defaultPriced ? { isDefaultPriced: true } : {}),
    ...(flagged ? { isFlagged: true } : {}),
    ...(unpriced ? { isUnpriced: true } : {}),
    ...(flag === "" ? {} : { flag }),
    ...(errors ? { isError: true } : {}),
  };
}

export const listInput = (search: LogsSearch): RouterInputs["requests"]["list"] => ({
  ...scopeInput(search),
  ...(search.sort === NO_FILTERS.sort ? {} : { sort: search.sort }),
});

/** null: it cannot be filtered by, as requests without any flag. */
export function filterOfGroup(group: RequestGroup, name: string): Partial<LogsSearch> | null {
  if (group === "status") return { status: name };
  if (group !== "flag") return { [group]: [name] };
  const flag = COST_FLAGS.find((known) => known === name);
  return flag ? { flag } : null;
}

/** The address of the file with exactly the requests that are listed. */
export const requestsCsvHref = (search: LogsSearch): string => `/api/usage/logs.csv?${queryText(listInput(search))}`;

export const isDay = (bound: string): boolean => !bound.includes("T");

export const isFiltered = (search: LogsSearch): boolean => Object.keys(scopeInput(search)).length > 0;
