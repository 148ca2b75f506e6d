/**
 * Which requests are listed, as it stands in the URL: `?defaultPriced=true&model=gpt-4o&from=2026-03-01`.
 * Time    `from` and `to` are days of the ledger, both included.
 */
import { CatalogId, GatewayName, Name } from "@ratecard/contract";
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
const Day = z.iso.date().or(z.literal("")).catch("");

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
  from: Day,
  to: Day,
});
export type LogsSearch = z.output<typeof LogsSearch>;

export const NO_FILTERS = LogsSearch.parse({});

type ListInput = RouterInputs["requests"]["list"];

/** What is empty filters nothing. */
export function listInput(search: LogsSearch): ListInput {
  const { defaultPriced, flagged, unpriced, flag, errors, requestId, gateway, server, catalogSnapshot, from, to } =
    search;
  const texts = { requestId, gateway, server, catalogSnapshot, from, to };
  return {
    ...activeFilters(search),
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== "")),
    ...(defaultPriced ? { isDefaultPriced: true } : {}),
    ...(flagged ? { isFlagged: true } : {}),
    ...(unpriced ? { isUnpriced: true } : {}),
    ...(flag === "" ? {} : { flag }),
    ...(errors ? { isError: true } : {}),
  };
}

/** The address of the file with exactly the requests that are listed. */
export const requestsCsvHref = (search: LogsSearch): string => `/api/usage/logs.csv?${queryText(listInput(search))}`;

export const isFiltered = (search: LogsSearch): boolean => Object.keys(listInput(search)).length > 0;
