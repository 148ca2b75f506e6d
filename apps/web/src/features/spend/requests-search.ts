/** The search of a link to the request list: `<RouteLink to="/dashboard/logs" search={requestsSearch({ model: ["gpt-4o"] })}>`. */
import type { DayRange } from "@ratecard/contract";
import type { CostFlag } from "@ratecard/pricing";
import type { FiltersInUrl } from "#web/components/filters/filters-in-url";

type RequestsSearch = Partial<FiltersInUrl & DayRange> &
  Readonly<{
    defaultPriced?: true;
    flagged?: true;
    unpriced?: true;
    errors?: true;
    flag?: CostFlag;
    tab?: "quarantine";
  }>;

/** The list reads its own search from the URL, so the router knows no type for it. A single name stands there as plain text. */
export const requestsSearch = (search: RequestsSearch): never =>
  Object.fromEntries(
    Object.entries(search).flatMap(([field, value]) => {
      if (!Array.isArray(value)) return [[field, value]];
      const [only]: readonly unknown[] = value;
      return value.length === 0 ? [] : [[field, value.length === 1 && only !== "" ? only : value]];
    }),
  ) as never;
