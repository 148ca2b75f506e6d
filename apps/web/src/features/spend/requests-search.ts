/** The search of a link to the request list: `<RouteLink to="/dashboard/logs" search={requestsSearch({ model })}>`. */
import type { CostFlag, PricingSource } from "@ratecard/pricing";

type RequestsSearch = Readonly<{
  from?: string;
  to?: string;
  model?: string;
  provider?: string;
  defaultPriced?: true;
  flagged?: true;
  unpriced?: true;
  flag?: CostFlag;
  source?: PricingSource;
  tab?: "quarantine";
}>;

/** The list reads its own search from the URL, so the router knows no type for it. */
export const requestsSearch = (search: RequestsSearch): never => search as never;
