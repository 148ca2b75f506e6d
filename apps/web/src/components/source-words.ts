/** What prices a request, in short words. */
import type { PricingSource } from "@ratecard/pricing";

export const SOURCE_WORDS: Readonly<Record<PricingSource, string>> = {
  "local-exact": "own entry",
  "local-wildcard": "wildcard",
  "catalog-scoped": "catalogue",
  "catalog-bare": "catalogue",
  default: "default",
  none: "no price",
};
